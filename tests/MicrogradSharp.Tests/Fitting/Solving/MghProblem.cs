namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>
/// A problem of J. Moré, B. Garbow and K. Hillstrom, Testing unconstrained optimization software (1981), with its sum of squares at the
/// minimum. Bounds and bounded optima: D. Gay, A trust-region approach to linearly constrained optimization (1984).
/// </summary>
/// <param name="Number">The number in the paper.</param>
/// <param name="Name">The name.</param>
/// <param name="Start">x₀.</param>
/// <param name="Residuals">The residuals.</param>
/// <param name="Optima">The sums of squares at the global minimum and at the local minima that the paper names.</param>
internal sealed record MghProblem(
    int Number, string Name, double[] Start, Func<IReadOnlyList<Node>, Node[]> Residuals, params double[] Optima)
{
    private static readonly double[] s_bard =
        [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    private static readonly double[] s_gauss =
        [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];

    private static readonly double[] s_meyer =
        [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];

    private static readonly double[] s_kowalikY =
        [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];

    private static readonly double[] s_kowalikU = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

    private static readonly double[] s_osborne1 =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580, 0.558,
        0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ];

    private static readonly double[] s_osborne2 =
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602, 0.626,
        0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391,
        0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625,
        0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
    ];

    public double[] Lower { get; init; } = [];

    public double[] Upper { get; init; } = [];

    /// <summary>The sum of squares at the minimum within the bounds.</summary>
    public double BoundedOptimum { get; init; } = double.NaN;

    public static IReadOnlyList<MghProblem> All { get; } =
    [
        new(1, "Rosenbrock", [-1.2, 1], x => [10 * (x[1] - x[0] * x[0]), 1 - x[0]], 0),
        new(2, "Freudenstein and Roth", [0.5, -2],
            x => [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]], 0, 48.98425),
        new(3, "Powell badly scaled", [0, 1], x => [1e4 * x[0] * x[1] - 1, (-x[0]).Exp() + (-x[1]).Exp() - 1.0001], 0)
        {
            Lower = [0, 1], Upper = [1, 9], BoundedOptimum = 0.15125900e-9,
        },
        new(4, "Brown badly scaled", [1, 1], x => [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2], 0)
        {
            Lower = [0, 3e-5], Upper = [1e6, 100], BoundedOptimum = 0.784e3,
        },
        new(5, "Beale", [1, 1],
            x => [1.5 - x[0] * (1 - x[1]), 2.25 - x[0] * (1 - x[1].Pow(2)), 2.625 - x[0] * (1 - x[1].Pow(3))], 0)
        {
            Lower = [0.6, 0.5], Upper = [10, 100], BoundedOptimum = 0,
        },
        new(6, "Jennrich and Sampson", [0.3, 0.4], x => Rows(10, i => 2 + 2 * i - ((i * x[0]).Exp() + (i * x[1]).Exp())), 124.362),
        new(7, "Helical valley", [-1, 0, 0],
            x => [10 * (x[2] - 10 / (2 * Math.PI) * Node.Atan2(x[1], x[0])), 10 * ((x[0] * x[0] + x[1] * x[1]).Sqrt() - 1), x[2]], 0)
        {
            Lower = [-100, -1, -1], Upper = [0.8, 1, 1], BoundedOptimum = 0.99042212,
        },
        new(8, "Bard", [1, 1, 1],
            x => Rows(15, i => s_bard[i - 1] - (x[0] + i / ((16 - i) * x[1] + Math.Min(i, 16 - i) * x[2]))), 8.21487e-3, 17.4286),
        new(9, "Gaussian", [0.4, 1, 0],
            x => Rows(15, i => x[0] * (-x[1] * ((8 - i) / 2.0 - x[2]).Pow(2) / 2).Exp() - s_gauss[i - 1]), 1.12793e-8)
        {
            Lower = [0.398, 1, -0.5], Upper = [4.2, 2, 0.1], BoundedOptimum = 0.11279300e-7,
        },
        new(10, "Meyer", [0.02, 4000, 250], x => Rows(16, i => x[0] * (x[1] / (45 + 5 * i + x[2])).Exp() - s_meyer[i - 1]), 87.9458),
        new(11, "Gulf research and development", [5, 2.5, 0.15],
            x => Rows(99, i => (-(Gulf(i) - x[1]).Abs().Pow(x[2]) / x[0]).Exp() - i / 100.0), 0),
        new(12, "ParameterBox three-dimensional", [0, 10, 20], x => Rows(3, i => ParameterBox(x, 0.1 * i)), 0)
        {
            Lower = [0, 5, 0], Upper = [2, 9.5, 20], BoundedOptimum = 0.30998153e-5,
        },
        new(13, "Powell singular", [3, -1, 0, 1],
            x => [x[0] + 10 * x[1], Math.Sqrt(5) * (x[2] - x[3]), (x[1] - 2 * x[2]).Pow(2), Math.Sqrt(10) * (x[0] - x[3]).Pow(2)], 0),
        new(14, "Wood", [-3, -1, -3, -1],
            x =>
            [
                10 * (x[1] - x[0] * x[0]), 1 - x[0], Math.Sqrt(90) * (x[3] - x[2] * x[2]), 1 - x[2],
                Math.Sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / Math.Sqrt(10),
            ],
            0)
        {
            Lower = [-100, -100, -100, -100], Upper = [0, 10, 100, 100], BoundedOptimum = 0.15567008e1,
        },
        new(15, "Kowalik and Osborne", [0.25, 0.39, 0.415, 0.39],
            x => Rows(11, i => s_kowalikY[i - 1] - Rational(x, s_kowalikU[i - 1])), 3.07505e-4, 1.02734e-3),
        new(16, "Brown and Dennis", [25, 5, -5, -1], x => Rows(20, i => BrownDennis(x, i / 5.0)), 85822.2)
        {
            Lower = [-10, 0, -100, -20], Upper = [100, 15, 0, 0.2], BoundedOptimum = 0.88860479e5,
        },
        new(17, "Osborne 1", [0.5, 1.5, -1, 0.01, 0.02],
            x => Rows(33, i => s_osborne1[i - 1] - (x[0] + x[1] * (-10 * (i - 1) * x[3]).Exp() + x[2] * (-10 * (i - 1) * x[4]).Exp())),
            5.46489e-5),
        new(18, "Biggs EXP6", [1, 2, 1, 1, 1, 1], x => Rows(13, i => Biggs(x, 0.1 * i)), 0, 5.65565e-3)
        {
            Lower = [0, 0, 0, 1, 0, 0], Upper = [2, 8, 1, 7, 5, 5], BoundedOptimum = 0.53209865e-3,
        },
        new(19, "Osborne 2", [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
            x => Rows(65, i => s_osborne2[i - 1] - Osborne2(x, (i - 1) / 10.0)), 4.01377e-2),
    ];

    private static Node[] Rows(int count, Func<int, Node> residual) => [.. Enumerable.Range(1, count).Select(residual)];

    private static double Gulf(int i) => 25 + Math.Pow(-50 * Math.Log(i / 100.0), 2.0 / 3);

    private static Node ParameterBox(IReadOnlyList<Node> x, double t) =>
        (-t * x[0]).Exp() - (-t * x[1]).Exp() - x[2] * (Math.Exp(-t) - Math.Exp(-10 * t));

    private static Node Rational(IReadOnlyList<Node> x, double u) => x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]);

    private static Node BrownDennis(IReadOnlyList<Node> x, double t) =>
        (x[0] + t * x[1] - Math.Exp(t)).Pow(2) + (x[2] + x[3] * Math.Sin(t) - Math.Cos(t)).Pow(2);

    private static Node Biggs(IReadOnlyList<Node> x, double t) =>
        x[2] * (-t * x[0]).Exp() - x[3] * (-t * x[1]).Exp() + x[5] * (-t * x[4]).Exp()
        - (Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t));

    private static Node Osborne2(IReadOnlyList<Node> x, double t) =>
        x[0] * (-t * x[4]).Exp() + x[1] * (-(t - x[8]).Pow(2) * x[5]).Exp()
        + x[2] * (-(t - x[9]).Pow(2) * x[6]).Exp() + x[3] * (-(t - x[10]).Pow(2) * x[7]).Exp();
}
