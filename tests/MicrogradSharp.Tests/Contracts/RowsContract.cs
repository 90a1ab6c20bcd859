namespace MicrogradSharp.Tests.Contracts;

/// <summary>Compares the rules over rows with the rule for one row, through graphs.</summary>
internal static class RowsContract
{
    /// <summary>The numbers at which rules go wrong.</summary>
    public static readonly double[] AwkwardNumbers =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 2, -2.5, 0.5, -0.5, 1e-12, -1e-5, 40, -40,
        800, -800, 1e300, -1e300, 1e-300, 1e-310, double.Epsilon, -double.Epsilon,
    ];

    /// <summary>Runs <paramref name="apply"/> on every row, and its rule over all of them, forward and backward.</summary>
    /// <param name="apply">One operation on leaves.</param>
    /// <param name="points">The inputs of every row.</param>
    /// <param name="gradient">The gradient of every row's value.</param>
    /// <param name="rounding">How far apart two correct values may be at a point where terms cancel; default 0 everywhere.</param>
    public static void Check(Func<Node[], Node> apply, double[][] points, double[] gradient, Func<double[], double>? rounding = null)
    {
        Check(apply, points, gradient, rounding, isUniform: false);
        if (points.Length == 1) Check(apply, points, gradient, rounding, isUniform: true);
    }

    private static void Check(
        Func<Node[], Node> apply, double[][] points, double[] gradient, Func<double[], double>? rounding, bool isUniform)
    {
        int rows = points.Length, count = points[0].Length;
        var rule = apply(Leaves(points[0])).Value.Rule!;
        double[] x = [.. Enumerable.Range(0, count).SelectMany(i => points.Select(point => point[i]))];
        double[] y = Enumerable.Repeat(-7.0, rows).ToArray(), xGradients = new double[x.Length];
        Forward(rule, x, rows, y, isUniform);
        Backward(rule, x, rows, y, gradient, xGradients, isUniform);
        for (int r = 0; r < rows; r++)
        {
            string at = $"row {r} of {rows}: {rule.Symbol} at ({string.Join(", ", points[r])})";
            var leaves = Leaves(points[r]);
            var node = apply(leaves);
            node.Backward(gradient[r]);
            ShouldAgree(y[r], node.Data, 1e-13, rounding?.Invoke(points[r]) ?? 0, $"value in {at}");
            for (int i = 0; i < count; i++)
            {
                ShouldAgree(xGradients[i * rows + r], leaves[i].Grad, 1e-12, 1e-12, $"gradient {i} for {gradient[r]} in {at}");
            }
        }

        double[] earlier = [.. Enumerable.Range(0, x.Length).Select(i => i - 0.5)], sum = [.. earlier];
        Backward(rule, x, rows, y, gradient, sum, isUniform);
        sum.Should().Equal(earlier.Zip(xGradients, (a, b) => a + b), $"{rule.Symbol} over rows adds to what is there");
    }

    /// <summary>Returns the values of all rows, computed by the rule over rows.</summary>
    public static void Forward(IBackward rule, ReadOnlySpan<double> x, int rows, Span<double> y, bool isUniform = false)
    {
        if (rule is UnaryExpr unary) unary.ForwardRows(x, y, isUniform);
        else if (rule is BinaryExpr binary) binary.ForwardRows(x[..rows], x[rows..], y, isUniform);
        else ((NaryExpr)rule).ForwardRows(x, rows, y, isUniform);
    }

    /// <summary>Adds the gradients of all rows by the rule over rows.</summary>
    public static void Backward(
        IBackward rule, ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, ReadOnlySpan<double> gradient, Span<double> xGradients,
        bool isUniform = false)
    {
        double[] slopes = new double[x.Length];
        Array.Fill(slopes, double.NaN);     // a rule must not rely on the content of scratch memory
        if (rule is UnaryExpr unary) unary.BackwardRows(x, y, gradient, xGradients, slopes, isUniform);
        else if (rule is BinaryExpr binary)
        {
            binary.BackwardRows(
                x[..rows], x[rows..], y, gradient, xGradients[..rows], xGradients[rows..], slopes.AsSpan(0, rows), slopes.AsSpan(rows),
                isUniform);
        }
        else ((NaryExpr)rule).BackwardRows(x, rows, y, gradient, xGradients, slopes, isUniform);
    }

    private static Node[] Leaves(double[] point) => [.. point.Select(number => (Node)number)];

    private static void ShouldAgree(double actual, double expected, double relative, double absolute, string because)
    {
        if (actual == expected || actual.Equals(expected)) return;
        if (double.IsFinite(expected) && Math.Abs(actual - expected) <= Math.Max(relative * Math.Abs(expected), Math.Max(absolute, 1e-300)))
        {
            return;
        }
        actual.Should().Be(expected, because);
    }
}
