namespace MicrogradSharp.Tests.Contracts;

/// <summary>Runs the rules over rows on the whole range of doubles, and compares every row with the rule for one row.</summary>
/// <remarks>
/// A row must agree to a few units in the last place or, below the normal range, to the last units of that range. The rules over rows run
/// once over all rows, once over each row alone, and once over runs of 2 to 17 rows in another order. All must give the same bits: a row
/// depends neither on its lane nor on its neighbours. The numbers of each row also run as numbers that belong to no row.
/// </remarks>
internal sealed class RowsSweep
{
    private const double Relative = 5e-15, Absolute = 3 * double.Epsilon, SmallestNormal = 2.2250738585072014e-308;
    private const int LongestRun = 17;      // two vectors of eight lanes, and one more row

    private readonly double[][] _points;
    private readonly int _inputs;
    private readonly Node[] _leaves;
    private readonly Value _node;
    private readonly Expr _rule;
    private readonly double[] _y;

    private int[] InOrder => [.. Enumerable.Range(0, _points.Length)];

    private RowsSweep(Func<Node[], Node> apply, int inputs, Func<double[], double[]> valid)
    {
        _points = Array.ConvertAll(WholeRange.Points(inputs), point => valid(point));
        _inputs = inputs;
        _leaves = Array.ConvertAll(_points[0], number => (Node)number);
        _node = apply(_leaves).Value;
        _rule = (Expr)_node.Rule!;
        _y = new double[_points.Length];
    }

    /// <summary>Checks an operator with a given number of inputs.</summary>
    /// <param name="apply">One operation on leaves.</param>
    /// <param name="inputs">The number of leaves.</param>
    /// <param name="rounding">How far apart two correct values may be at a point where terms cancel; default 0 everywhere.</param>
    /// <param name="slopeRounding">The same for slopes.</param>
    /// <param name="valid">A point that the operator accepts, for any point; default the point itself.</param>
    public static void Check(
        Func<Node[], Node> apply,
        int inputs = 1,
        Func<double[], double>? rounding = null,
        Func<double[], double>? slopeRounding = null,
        Func<double[], double[]>? valid = null)
    {
        var sweep = new RowsSweep(apply, inputs, valid ?? (point => point));
        sweep.CheckValues(rounding ?? (_ => 0));
        sweep.CheckGradients(_ => 1, slopeRounding ?? (_ => 0));
        var random = new Random(inputs);
        double[] gradients = [.. sweep._points.Select(_ => WholeRange.Numbers[random.Next(WholeRange.Numbers.Length)])];
        sweep.CheckGradients(r => gradients[r], slopeRounding ?? (_ => 0));
    }

    private void CheckValues(Func<double[], double> rounding)
    {
        double[] alone = new double[_points.Length], inRuns = new double[_points.Length], uniform = new double[_points.Length];
        Forward(InOrder, _y);
        foreach (int r in InOrder) Forward([r], alone);
        foreach (int r in InOrder) Forward([r], uniform, isUniform: true);
        foreach (int[] run in ShuffledRuns()) Forward(run, inRuns);
        for (int r = 0; r < _points.Length; r++)
        {
            Load(r);
            double expected = _rule.Forward(_node), ofTerms = rounding(_points[r]), tolerance = Tolerance(expected, ofTerms);
            if (!inRuns[r].Equals(_y[r])) Fail(r, "value in another place", inRuns[r], _y[r]);
            if (!alone[r].Equals(_y[r])) Fail(r, "value of the row alone", alone[r], _y[r]);
            // In which order finite terms overflow is open.
            if (double.IsPositiveInfinity(ofTerms) && Array.TrueForAll(_points[r], double.IsFinite)) continue;
            if (!Agree(_y[r], expected, tolerance)) Fail(r, "value", _y[r], expected);
            if (!Agree(uniform[r], expected, tolerance)) Fail(r, "value of no row", uniform[r], expected);
            if (!SameZero(_y[r], expected) || !SameZero(uniform[r], expected)) Fail(r, "sign of the value", _y[r], expected);
        }
    }

    private void CheckGradients(Func<int, double> gradient, Func<double[], double> rounding)
    {
        int count = _points.Length;
        double[] whole = new double[count * _inputs], alone = new double[count * _inputs], inRuns = new double[count * _inputs];
        double[] uniform = new double[count * _inputs];
        Backward(InOrder, gradient, whole);
        foreach (int r in InOrder) Backward([r], gradient, alone);
        foreach (int r in InOrder) Backward([r], gradient, uniform, isUniform: true);
        foreach (int[] run in ShuffledRuns()) Backward(run, gradient, inRuns);
        if (_rule is UnaryExpr { SlopeFollowsFromValue: true } unary)
        {
            double[] inPlace = [.. InOrder.Select(gradient)];
            unary.BackwardInPlace(_y, inPlace, new double[count]);
            foreach (int r in InOrder)
            {
                if (!inPlace[r].Equals(whole[r])) Fail(r, $"gradient for {gradient(r)} in place", inPlace[r], whole[r]);
            }
        }
        for (int r = 0; r < count; r++)
        {
            double g = gradient(r);
            double[] slopes = EagerGradients(r, 1), expected = g == 0 ? new double[_inputs] : EagerGradients(r, g);
            double slopeRounding = rounding(_points[r]);
            for (int i = 0; i < _inputs; i++)
            {
                int at = r * _inputs + i;
                string what = $"gradient {i} for {g}";
                if (!inRuns[at].Equals(whole[at])) Fail(r, $"{what} in another place", inRuns[at], whole[at]);
                if (!alone[at].Equals(whole[at])) Fail(r, $"{what} of the row alone", alone[at], whole[at]);
                bool mayVanish = slopes[i] != 0 && Math.Abs(slopes[i]) <= Math.Max(SmallestNormal, slopeRounding);
                if (mayVanish && !double.IsFinite(g)) continue;      // 0 · ∞ or a tiny slope · ∞: both are right
                double tolerance = double.IsFinite(g) ? Tolerance(slopes[i], slopeRounding) * Math.Abs(g) + Absolute : 0;
                if (!Agree(whole[at], expected[i], tolerance)) Fail(r, what, whole[at], expected[i]);
                if (!Agree(uniform[at], expected[i], tolerance)) Fail(r, $"{what} of no row", uniform[at], expected[i]);
            }
        }
    }

    private void Forward(int[] run, double[] result, bool isUniform = false)
    {
        double[] y = new double[run.Length];
        RowsContract.Forward(_rule, Columns(run), run.Length, y, isUniform);
        for (int r = 0; r < run.Length; r++) result[run[r]] = y[r];
    }

    private void Backward(int[] run, Func<int, double> gradient, double[] result, bool isUniform = false)
    {
        int rows = run.Length;
        double[] columns = new double[rows * _inputs];
        RowsContract.Backward(_rule, Columns(run), rows, [.. run.Select(r => _y[r])], [.. run.Select(gradient)], columns, isUniform);
        for (int r = 0; r < rows; r++)
        {
            for (int i = 0; i < _inputs; i++) result[run[r] * _inputs + i] = columns[i * rows + r];
        }
    }

    private double[] EagerGradients(int r, double gradient)
    {
        Load(r);
        foreach (var leaf in _leaves) leaf.Value.Grad = 0;
        _node.Stored = _y[r];
        _node.Grad = gradient;
        _rule.Backward(_node);
        return [.. _leaves.Select(leaf => leaf.Grad)];
    }

    private void Load(int r)
    {
        for (int i = 0; i < _inputs; i++) _leaves[i].Value.Stored = _points[r][i];
    }

    private double[] Columns(int[] run) => [.. Enumerable.Range(0, _inputs).SelectMany(i => run.Select(r => _points[r][i]))];

    /// <summary>Runs all rows in another order, in runs of 2 rows, of 3, and so on, and again.</summary>
    private IEnumerable<int[]> ShuffledRuns()
    {
        int[] order = [.. InOrder];
        new Random(0).Shuffle(order);
        for (int start = 0, length = 2; start < order.Length; start += length, length = length == LongestRun ? 2 : length + 1)
        {
            length = Math.Min(length, order.Length - start);
            yield return order[start..(start + length)];
        }
    }

    private static double Tolerance(double expected, double rounding) => Relative * Math.Abs(expected) + Absolute + rounding;

    private static bool Agree(double actual, double expected, double tolerance) =>
        actual.Equals(expected) || actual == expected || (double.IsFinite(tolerance) && Math.Abs(actual - expected) <= tolerance);

    private static bool SameZero(double actual, double expected) =>
        actual != 0 || expected != 0 || double.IsNegative(actual) == double.IsNegative(expected);

    // Should().Be treats 0 and −0 as equal.
    private void Fail(int r, string what, double actual, double expected) =>
        Assert.Fail($"{_rule.Symbol} at ({string.Join(", ", _points[r])}), row {r}: the {what} is {actual}, but must be {expected}.");
}
