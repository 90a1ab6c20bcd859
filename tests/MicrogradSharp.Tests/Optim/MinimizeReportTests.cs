using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Stop reasons, limits, progress, cancellation and reports.</summary>
public sealed class MinimizeReportTests
{
    public static TheoryData<bool> Methods => [true, false];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_iteration_limit_stops_it(bool isNewton)
    {
        var result = Run(isNewton, new MinimizeOptions { MaxIterations = 3 });
        result.StopReason.Should().Be(SolverStopReason.IterationLimit);
        result.Converged.Should().BeFalse();
        result.Iterations.Should().Be(3);
        result.Message.Should().Contain("raise MaxIterations");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_evaluation_limit_stops_it_at_the_best_point(bool isNewton)
    {
        var result = Run(isNewton, new MinimizeOptions { MaxEvaluations = 4 });
        result.StopReason.Should().Be(SolverStopReason.EvaluationLimit);
        result.Evaluations.Should().Be(4);
        result.Value.Should().Be(new Graph(UnconstrainedProblems.Rosenbrock([result.Minimizer[0], result.Minimizer[1]])).Output.Data);
        result.Value.Should().BeLessThan(24.2);
        Run(isNewton, new MinimizeOptions { MaxEvaluations = 1 }).Minimizer.Should().Equal(-1.2, 1);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_cost_tolerance_stops_it_sooner(bool isNewton)
    {
        var result = Run(isNewton, new MinimizeOptions { CostTolerance = 0.9 });
        result.StopReason.Should().Be(SolverStopReason.CostConverged);
        result.Iterations.Should().BeLessThan(Run(isNewton, new MinimizeOptions()).Iterations);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_step_tolerance_stops_it_sooner(bool isNewton)
    {
        var result = Run(isNewton, new MinimizeOptions { StepTolerance = 0.2 });
        result.StopReason.Should().Be(SolverStopReason.StepConverged);
        result.Iterations.Should().BeLessThan(Run(isNewton, new MinimizeOptions()).Iterations);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Each_iteration_is_reported(bool isNewton)
    {
        var steps = new List<MinimizeStep>();
        var result = Run(isNewton, new MinimizeOptions { OnStep = steps.Add });
        steps.Select(step => step.Iteration).Should().Equal(Enumerable.Range(1, result.Iterations));
        steps.Select(step => step.Value).Should().BeInDescendingOrder();
        var last = steps[^1];
        last.Point.Should().Equal(result.Minimizer);
        (last.Value, last.GradientNorm, last.Evaluations).Should().Be((result.Value, result.GradientNorm, result.Evaluations));
        steps[0].Point.Should().NotEqual(last.Point, "the point is a copy");
        Math.Sqrt(Math.Pow(steps[1].Point[0] - steps[0].Point[0], 2) + Math.Pow(steps[1].Point[1] - steps[0].Point[1], 2))
            .ShouldBeNear(steps[1].StepLength, 1e-12);
        last.ToString().Should().StartWith($"iteration {result.Iterations}: value ");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void It_can_be_cancelled(bool isNewton)
    {
        using var source = new CancellationTokenSource();
        var options = new MinimizeOptions { CancellationToken = source.Token, OnStep = _ => source.Cancel() };
        FluentActions.Invoking(() => Run(isNewton, options)).Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_function_that_is_finite_only_at_the_start_is_said_so(bool isNewton)
    {
        double Spike(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient[0] = 1;
            return x[0] == 2 ? 5 : double.NaN;
        }
        var result = isNewton ? Minimize.Newton(Spike, (_, v, product) => v.CopyTo(product), [2]) : Minimize.Lbfgs(Spike, [2]);
        result.StopReason.Should().Be(SolverStopReason.NonFinite);
        result.Minimizer.Should().Equal(2);
        result.Message.Should().Contain("set bounds");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_wrong_gradient_is_suspected(bool isNewton)
    {
        double WrongSign(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient[0] = -2 * x[0];
            return x[0] * x[0];
        }
        var result = isNewton ? Minimize.Newton(WrongSign, (_, v, product) => v.CopyTo(product), [3]) : Minimize.Lbfgs(WrongSign, [3]);
        result.StopReason.Should().Be(SolverStopReason.NoProgress);
        result.Converged.Should().BeFalse();
        result.Message.Should().Contain("GradientCheck");
    }

    [Fact]
    public void A_kink_does_not_count_as_a_minimum()
    {
        var result = Minimize.Lbfgs(x => (x[0] - 1).Abs() + 0.5 * x[0] + 1, [3.3]);
        result.StopReason.Should().Be(SolverStopReason.NoProgress);
        result.Message.Should().Contain("kink");
        result.Minimizer[0].ShouldBeNear(1, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_function_without_a_minimum_is_not_converged(bool isNewton)
    {
        var options = new MinimizeOptions { MaxIterations = 500 };
        var result = isNewton ? Minimize.Newton(x => -x[0] * x[0], [1], options) : Minimize.Lbfgs(x => -x[0] * x[0], [1], options);
        result.Converged.Should().BeFalse(result.ToString());
    }

    [Fact]
    public void Own_derivatives_give_what_nodes_give()
    {
        static double Valley(ReadOnlySpan<double> x, Span<double> gradient)
        {
            double r = x[1] - x[0] * x[0];
            gradient[0] = -2 * (1 - x[0]) - 400 * r * x[0];
            gradient[1] = 200 * r;
            return (1 - x[0]) * (1 - x[0]) + 100 * r * r;
        }

        static void Product(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product)
        {
            product[0] = (2 - 400 * (x[1] - 3 * x[0] * x[0])) * v[0] - 400 * x[0] * v[1];
            product[1] = -400 * x[0] * v[0] + 200 * v[1];
        }
        foreach (var result in new[] { Minimize.Lbfgs(Valley, [-1.2, 1]), Minimize.Newton(Valley, Product, [-1.2, 1]) })
        {
            result.Converged.Should().BeTrue(result.Message);
            foreach (double x in result.Minimizer) x.ShouldBeNear(1, 1e-8);
        }
        Minimize.Newton(Valley, Product, [-1.2, 1]).Iterations.Should().BeInRange(15, 40);
    }

    [Fact]
    public void The_report_says_why_and_names_the_bounds()
    {
        var options = new MinimizeOptions { Lower = [-2, -2], Upper = [0.5, 2] };
        string report = Minimize.Lbfgs(UnconstrainedProblems.Rosenbrock, [-1.2, 1], options).ToString();
        report.Should().StartWith("converged: the gradient is ").And.Contain("\nvalue 0.25 after ").And.Contain(" evaluations\n")
            .And.MatchRegex(@"\nx0 +0\.5 +-1 +upper\n").And.MatchRegex(@"\nx1 +0\.25 ");
        Minimize.Newton(UnconstrainedProblems.Rosenbrock, [-1.2, 1]).ToString().Should().Contain(" Hessian products\n");
        string many = Minimize.Lbfgs(x => TestProblem.Squares(x), new double[1025]).ToString();
        many.Should().EndWith("… 1,005 more\n").And.Contain("x19").And.NotContain("x20");
    }

    private static MinimizeResult Run(bool isNewton, MinimizeOptions options) => isNewton
        ? Minimize.Newton(UnconstrainedProblems.Rosenbrock, [-1.2, 1], options)
        : Minimize.Lbfgs(UnconstrainedProblems.Rosenbrock, [-1.2, 1], options);
}
