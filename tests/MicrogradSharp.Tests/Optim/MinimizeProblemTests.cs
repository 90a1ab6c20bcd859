using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

/// <summary>The minimisers on the problems of the literature, from the standard starts, with default options.</summary>
public sealed class MinimizeProblemTests
{
    public static TheoryData<string> Unconstrained => [.. UnconstrainedProblems.All.Select(problem => problem.Name)];

    public static TheoryData<string> Bounded => [.. BoundedProblems.All.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Unconstrained))]
    public void Lbfgs_finds_a_known_minimum(string name)
    {
        var problem = UnconstrainedProblems.All.Single(problem => problem.Name == name);
        ShouldBeKnown(problem, Minimize.Lbfgs(problem.Function, problem.Start));
    }

    [Theory]
    [MemberData(nameof(Unconstrained))]
    public void Newton_finds_a_known_minimum(string name)
    {
        var problem = UnconstrainedProblems.All.Single(problem => problem.Name == name);
        ShouldBeKnown(problem, Minimize.Newton(problem.Function, problem.Start));
    }

    [Theory]
    [MemberData(nameof(Bounded))]
    public void Lbfgs_finds_a_known_minimum_within_bounds(string name)
    {
        var problem = BoundedProblems.All.Single(problem => problem.Name == name);
        var result = Minimize.Lbfgs(problem.Function, problem.Start, problem.Options);
        ShouldBeKnown(problem, result);
        ShouldBeStationary(problem, result);
    }

    [Theory]
    [MemberData(nameof(Bounded))]
    public void Newton_finds_a_known_minimum_within_bounds(string name)
    {
        var problem = BoundedProblems.All.Single(problem => problem.Name == name);
        var result = Minimize.Newton(problem.Function, problem.Start, problem.Options);
        ShouldBeKnown(problem, result);
        ShouldBeStationary(problem, result);
    }

    [Fact]
    public void The_counts_on_Rosenbrocks_function_are_those_of_good_implementations()
    {
        // published L-BFGS-B codes take 35 to 45 iterations from the standard start
        var quasi = Minimize.Lbfgs(UnconstrainedProblems.Rosenbrock, [-1.2, 1]);
        quasi.Iterations.Should().BeInRange(25, 45);
        quasi.Evaluations.Should().BeInRange(30, 60);
        Minimize.Newton(UnconstrainedProblems.Rosenbrock, [-1.2, 1]).Iterations.Should().BeInRange(15, 40);
    }

    [Fact]
    public void A_thousand_variables_take_as_many_steps_as_two()
    {
        double[] start = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? -1.2 : 1)];
        var quasi = Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, start);
        quasi.Converged.Should().BeTrue(quasi.Message);
        quasi.Iterations.Should().BeLessThan(60);
        quasi.Minimizer.Should().OnlyContain(x => Near.IsNear(x, 1, 1e-7));
        var newton = Minimize.Newton(UnconstrainedProblems.ExtendedRosenbrock, start);
        newton.Converged.Should().BeTrue(newton.Message);
        newton.Iterations.Should().BeLessThan(80);
        newton.Minimizer.Should().OnlyContain(x => Near.IsNear(x, 1, 1e-7));
    }

    [Fact]
    public void A_thousand_variables_find_their_bounds()
    {
        double[] start = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? -1.2 : 1)];
        var options = new MinimizeOptions { Upper = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 0.5 : 2)] };
        foreach (var result in new[]
        {
            Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, start, options),
            Minimize.Newton(UnconstrainedProblems.ExtendedRosenbrock, start, options),
        })
        {
            result.Converged.Should().BeTrue(result.Message);
            for (int i = 0; i < 1000; i++) result.Minimizer[i].ShouldBeNear(i % 2 == 0 ? 0.5 : 0.25, 1e-7);
        }
    }

    private static void ShouldBeKnown(TestProblem problem, MinimizeResult result)
    {
        result.Converged.Should().BeTrue($"{problem}: {result}");
        problem.Minima.Should().Contain(
            minimum => Math.Abs(result.Value - minimum) <= 1e-6 * Math.Abs(minimum) + 1e-11, $"{problem} ended at {result}");
    }

    /// <summary>The conditions of Karush, Kuhn and Tucker: the gradient is 0, or points out of the box at a bound.</summary>
    private static void ShouldBeStationary(TestProblem problem, MinimizeResult result)
    {
        double[] gradient = Differentiate.Gradient(problem.Function, result.Minimizer);
        for (int i = 0; i < gradient.Length; i++)
        {
            double low = problem.Lower?[i] ?? double.NegativeInfinity, high = problem.Upper?[i] ?? double.PositiveInfinity;
            double x = result.Minimizer[i];
            x.Should().BeInRange(low, high);
            bool isHeld = (x == low && gradient[i] > 0) || (x == high && gradient[i] < 0);
            if (!isHeld) gradient[i].ShouldBeNear(0, 1e-6, $"{problem}, x{i}");
        }
    }
}
