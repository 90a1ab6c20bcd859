using MicrogradSharp.Fitting.Solving;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>
/// Problems 1 to 19 of Moré, Garbow and Hillstrom, with default options, from x₀, 10 x₀ and 100 x₀, with and without bounds.
/// </summary>
public sealed class MghTests
{
    /// <summary>
    /// Where a far start leads to a flat region or to a minimum at infinity, which descent cannot leave: the sum of squares there.
    /// </summary>
    private static readonly Dictionary<(int Number, int Factor), double> s_astray = new()
    {
        [(3, 10)] = 1e-8,           // x₂ → ∞
        [(3, 100)] = 1e-8,
        [(5, 10)] = 0.452,          // x₁ → −∞, x₂ → 1
        [(5, 100)] = 0.452,
        [(6, 10)] = 259.58,         // x₁ → −∞
        [(11, 100)] = 32.835,       // every residual is 1 − t there, to the last digit
        [(18, 100)] = 0.30637,      // x₂ → ∞
        [(19, 10)] = 1.78981,       // the peaks are so narrow that they miss the data
        [(19, 100)] = 1.78981,
    };

    public static TheoryData<int> Numbers => [.. MghProblem.All.Select(problem => problem.Number)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_minimum_is_found_from_near_and_far(int number)
    {
        var problem = MghProblem.All[number - 1];
        foreach (int factor in new[] { 1, 10, 100 })
        {
            var result = Run(problem, factor, new SolverOptions());
            if (number == 6 && factor == 100)
            {
                result.StopReason.Should().Be(SolverStopReason.NonFinite, "exp(400)² overflows");
                continue;
            }
            double squares = 2 * result.Cost;
            if (s_astray.TryGetValue((number, factor), out double there)) squares.ShouldAgree(there, 1e-3);
            else problem.Optima.Should().Contain(optimum => IsAt(squares, optimum), $"of {problem.Name} from {factor} x₀: {squares}");
            if (factor == 1) problem.Optima.Should().Contain(optimum => IsAt(squares, optimum), problem.Name);
        }
    }

    [Fact]
    public void Every_minimum_within_bounds_is_found_from_near_and_far()
    {
        var bounded = MghProblem.All.Where(problem => problem.Lower.Length > 0).ToArray();
        bounded.Should().HaveCount(9);
        foreach (var problem in bounded)
        {
            foreach (int factor in new[] { 1, 10, 100 })
            {
                var result = Run(problem, factor, new SolverOptions { Lower = problem.Lower, Upper = problem.Upper });
                IsAt(2 * result.Cost, problem.BoundedOptimum).Should().BeTrue($"{problem.Name} from {factor} x₀ gave {2 * result.Cost}");
                result.StopReason.Should().Be(SolverStopReason.GradientConverged, problem.Name);
                for (int j = 0; j < problem.Start.Length; j++)
                {
                    result.Parameters[j].Should().BeInRange(problem.Lower[j], problem.Upper[j]);
                    result.Bounds[j].Should().Be(
                        (sbyte)(result.Parameters[j] == problem.Lower[j] ? -1 : result.Parameters[j] == problem.Upper[j] ? 1 : 0));
                }
            }
        }
    }

    [Fact]
    public void Brown_and_Dennis_with_large_residuals_converges_to_all_digits()
    {
        var result = Run(MghProblem.All[15], 1, new SolverOptions());
        result.StopReason.Should().Be(SolverStopReason.GradientConverged);
        result.Gradient.Should().BeLessThan(1e-13);
        result.SecondDerivativeEvaluations.Should().BePositive();
    }

    private static bool IsAt(double squares, double optimum) => Math.Abs(squares - optimum) <= 1e-5 * optimum + 1e-20;

    private static SolverResult Run(MghProblem problem, int factor, SolverOptions options) => LeastSquaresSolver.Run(
        new FormulaResiduals(problem.Start.Length, problem.Residuals), [.. problem.Start.Select(x => factor * x)], options);
}
