namespace MicrogradSharp.Tests.Optim;

/// <summary>
/// Problems, starts and minima of J. J. Moré, B. S. Garbow and K. E. Hillstrom, Testing unconstrained optimization software, ACM
/// Transactions on Mathematical Software 7 (1981); numbers in parentheses are those of the paper.
/// </summary>
internal static class UnconstrainedProblems
{
    private static readonly double[] s_bard =
        [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    private static readonly double[] s_gaussian =
        [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];

    private static readonly double[] s_meyer =
    [
        34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
    ];

    private static readonly double[] s_kowalikY =
        [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];

    private static readonly double[] s_kowalikU = [4, 2, 1, 0.5, 0.25, 0.1670, 0.1250, 0.1, 0.0833, 0.0714, 0.0625];

    public static IReadOnlyList<TestProblem> All { get; } =
    [
        new("Rosenbrock (1)", Rosenbrock, [-1.2, 1], [0]),
        new("Freudenstein and Roth (2)", x => TestProblem.Squares(
            -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]), [0.5, -2], [0, 48.98425367]),
        new("Powell badly scaled (3)", x => TestProblem.Squares(
            1e4 * x[0] * x[1] - 1, (-x[0]).Exp() + (-x[1]).Exp() - 1.0001), [0, 1], [0]),
        new("Brown badly scaled (4)", x => TestProblem.Squares(x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2), [1, 1], [0]),
        new("Beale (5)", x => TestProblem.Squares(
            1.5 - x[0] * (1 - x[1]), 2.25 - x[0] * (1 - x[1].Pow(2)), 2.625 - x[0] * (1 - x[1].Pow(3))), [1, 1], [0]),
        new("Jennrich and Sampson (6)", JennrichSampson, [0.3, 0.4], [124.36218236]),
        new("helical valley (7)", HelicalValley, [-1, 0, 0], [0]),
        new("Bard (8)", Bard, [1, 1, 1], [8.214877e-3, 17.4286]),
        new("Gaussian (9)", Gaussian, [0.4, 1, 0], [1.127933e-8]),
        new("Meyer (10)", Meyer, [0.02, 4000, 250], [87.94585517]),
        new("Box three-dimensional (12)", Box, [0, 10, 20], [0]),
        new("Powell singular (13)", PowellSingular, [3, -1, 0, 1], [0]),
        new("Wood (14)", Wood, [-3, -1, -3, -1], [0]),
        new("Kowalik and Osborne (15)", KowalikOsborne, [0.25, 0.39, 0.415, 0.39], [3.0750560e-4]),
        new("Brown and Dennis (16)", BrownDennis, [25, 5, -5, -1], [85822.201626]),
        new("Biggs (18)", Biggs, [1, 2, 1, 1, 1, 1], [0, 5.65565e-3]),
        new("Watson (20)", Watson, [0, 0, 0, 0, 0, 0], [2.287670e-3]),
        new("penalty I (23)", PenaltyI, [1, 2, 3, 4], [2.249978e-5]),
        new("variably dimensioned (25)", VariablyDimensioned, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0], [0]),
        new("trigonometric (26)", Trigonometric, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [0, 2.795057e-5]),
        new("Brown almost-linear (27)", BrownAlmostLinear, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0, 1]),
        new("Broyden tridiagonal (30)", BroydenTridiagonal, [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1], [0]),
    ];

    /// <summary>The banana valley: minimum 0 at (1, 1).</summary>
    public static Node Rosenbrock(ReadOnlySpan<Node> x) => (1 - x[0]).Pow(2) + 100 * (x[1] - x[0].Pow(2)).Pow(2);

    /// <summary>Extended Rosenbrock (21): n / 2 valleys.</summary>
    public static Node ExtendedRosenbrock(ReadOnlySpan<Node> x)
    {
        var terms = new Node[x.Length / 2];
        for (int i = 0; i < terms.Length; i++) terms[i] = Rosenbrock(x.Slice(2 * i, 2));
        return Node.Sum(terms);
    }

    public static Node Wood(ReadOnlySpan<Node> x)
    {
        Node valleys = 100 * (x[1] - x[0].Pow(2)).Pow(2) + (1 - x[0]).Pow(2) + 90 * (x[3] - x[2].Pow(2)).Pow(2) + (1 - x[2]).Pow(2);
        return valleys + 10 * (x[1] + x[3] - 2).Pow(2) + (x[1] - x[3]).Pow(2) / 10;
    }

    private static Node JennrichSampson(ReadOnlySpan<Node> x)
    {
        var (a, b) = (x[0], x[1]);
        return TestProblem.Squares(10, i => 2 + 2 * i - ((i * a).Exp() + (i * b).Exp()));
    }

    private static Node HelicalValley(ReadOnlySpan<Node> x)
    {
        var angle = (x[1] / x[0]).Atan() / (2 * Math.PI);
        var turn = Node.Where(x[0], angle, angle + 0.5);
        return TestProblem.Squares(10 * (x[2] - 10 * turn), 10 * ((x[0] * x[0] + x[1] * x[1]).Sqrt() - 1), x[2]);
    }

    private static Node Bard(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(15, i => s_bard[i - 1] - (p[0] + i / ((16 - i) * p[1] + Math.Min(i, 16 - i) * p[2])));
    }

    private static Node Gaussian(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(15, i => p[0] * (-p[1] * ((8 - i) / 2.0 - p[2]).Pow(2) / 2).Exp() - s_gaussian[i - 1]);
    }

    private static Node Meyer(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(16, i => p[0] * (p[1] / (45 + 5 * i + p[2])).Exp() - s_meyer[i - 1]);
    }

    private static Node Box(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(10, i =>
        {
            double t = 0.1 * i;
            return (-t * p[0]).Exp() - (-t * p[1]).Exp() - p[2] * (Math.Exp(-t) - Math.Exp(-10 * t));
        });
    }

    private static Node PowellSingular(ReadOnlySpan<Node> x) => TestProblem.Squares(
        x[0] + 10 * x[1], Math.Sqrt(5) * (x[2] - x[3]), (x[1] - 2 * x[2]).Pow(2), Math.Sqrt(10) * (x[0] - x[3]).Pow(2));

    private static Node KowalikOsborne(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(11, i =>
        {
            double u = s_kowalikU[i - 1];
            return s_kowalikY[i - 1] - p[0] * (u * u + u * p[1]) / (u * u + u * p[2] + p[3]);
        });
    }

    private static Node BrownDennis(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(20, i =>
        {
            double t = i / 5.0;
            return (p[0] + t * p[1] - Math.Exp(t)).Pow(2) + (p[2] + p[3] * Math.Sin(t) - Math.Cos(t)).Pow(2);
        });
    }

    private static Node Biggs(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(13, i =>
        {
            double t = 0.1 * i, y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
            return p[2] * (-t * p[0]).Exp() - p[3] * (-t * p[1]).Exp() + p[5] * (-t * p[4]).Exp() - y;
        });
    }

    private static Node Watson(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(31, i =>
        {
            if (i == 30) return p[0];
            if (i == 31) return p[1] - p[0].Pow(2) - 1;
            double t = i / 29.0;
            Node slope = 0, value = 0;
            for (int j = 0; j < p.Length; j++)
            {
                if (j > 0) slope += j * Math.Pow(t, j - 1) * p[j];
                value += Math.Pow(t, j) * p[j];
            }
            return slope - value.Pow(2) - 1;
        });
    }

    private static Node PenaltyI(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(5, i => i == 5 ? TestProblem.Squares(p) - 0.25 : Math.Sqrt(1e-5) * (p[i - 1] - 1));
    }

    private static Node VariablyDimensioned(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        var sum = p.Select((value, j) => (j + 1) * (value - 1)).Sum();
        return TestProblem.Squares(12, i => i <= 10 ? p[i - 1] - 1 : sum.Pow(i - 10));
    }

    private static Node Trigonometric(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        var cosines = p.Select(value => value.Cos()).Sum();
        return TestProblem.Squares(10, i => 10 - cosines + i * (1 - p[i - 1].Cos()) - p[i - 1].Sin());
    }

    private static Node BrownAlmostLinear(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        var sum = p.Sum();
        return TestProblem.Squares(10, i => i < 10 ? p[i - 1] + sum - 11 : Node.Product(p) - 1);
    }

    private static Node BroydenTridiagonal(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        return TestProblem.Squares(10, i =>
        {
            var before = i > 1 ? p[i - 2] : 0;
            var after = i < 10 ? p[i] : 0;
            return (3 - 2 * p[i - 1]) * p[i - 1] - before - 2 * after + 1;
        });
    }
}
