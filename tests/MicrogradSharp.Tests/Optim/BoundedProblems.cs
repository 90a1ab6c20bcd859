namespace MicrogradSharp.Tests.Optim;

/// <summary>
/// Problems with bounds of W. Hock and K. Schittkowski, Test Examples for Nonlinear Programming Codes (1981), by their numbers. A start
/// outside the bounds there is moved to the nearest point within them.
/// </summary>
internal static class BoundedProblems
{
    private const double Infinity = double.PositiveInfinity;

    public static IReadOnlyList<TestProblem> All { get; } =
    [
        new("HS 1", UnconstrainedProblems.Rosenbrock, [-2, 1], [0]) { Lower = [-Infinity, -1.5] },
        new("HS 2", UnconstrainedProblems.Rosenbrock, [-2, 1.5], [0.0504261879, 4.9412293114]) { Lower = [-Infinity, 1.5] },
        new("HS 3", x => x[1] + 1e-5 * (x[1] - x[0]).Pow(2), [10, 1], [0]) { Lower = [-Infinity, 0] },
        new("HS 4", x => (x[0] + 1).Pow(3) / 3 + x[1], [1.125, 0.125], [8.0 / 3]) { Lower = [1, 0] },
        new("HS 5", x => (x[0] + x[1]).Sin() + (x[0] - x[1]).Pow(2) - 1.5 * x[0] + 2.5 * x[1] + 1, [0, 0],
            [-Math.Sqrt(3) / 2 - Math.PI / 3]) { Lower = [-1.5, -3], Upper = [4, 3] },
        new("HS 38", UnconstrainedProblems.Wood, [-3, -1, -3, -1], [0]) { Lower = [-10, -10, -10, -10], Upper = [10, 10, 10, 10] },
        new("HS 45", x => 2 - Node.Product(x) / 120, [1, 2, 2, 2, 2], [1]) { Lower = [0, 0, 0, 0, 0], Upper = [1, 2, 3, 4, 5] },
        new("HS 110", Logarithms, [9, 9, 9, 9, 9, 9, 9, 9, 9, 9], [-45.77846971])
        {
            Lower = [.. Enumerable.Repeat(2.001, 10)],
            Upper = [.. Enumerable.Repeat(9.999, 10)],
        },
    ];

    private static Node Logarithms(ReadOnlySpan<Node> x)
    {
        var terms = new Node[x.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = (x[i] - 2).Log().Pow(2) + (10 - x[i]).Log().Pow(2);
        return Node.Sum(terms) - Node.Product(x).Pow(0.2);
    }
}
