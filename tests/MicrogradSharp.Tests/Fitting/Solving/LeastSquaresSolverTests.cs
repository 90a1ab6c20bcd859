using MicrogradSharp.Fitting;
using MicrogradSharp.Fitting.Solving;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting.Solving;

public sealed class LeastSquaresSolverTests
{
    [Fact]
    public void A_linear_model_has_the_closed_form()
    {
        var result = LeastSquaresSolver.Run(Line([0, 1, 2, 3], [1, 3, 4, 8]), [7, -9], new SolverOptions());
        result.Parameters[0].ShouldAgree(0.7, 1e-14);
        result.Parameters[1].ShouldAgree(2.2, 1e-14);
        result.JacobianEvaluations.Should().BeLessThan(5);
    }

    [Fact]
    public void A_bound_holds_a_parameter_and_the_other_is_best_there()
    {
        var options = new SolverOptions { Lower = [double.NegativeInfinity, 0], Upper = [double.PositiveInfinity, 1.5] };
        var result = LeastSquaresSolver.Run(Line([0, 1, 2, 3], [1, 3, 5, 7]), [1, 1], options);
        result.Parameters[1].Should().Be(1.5);
        result.Parameters[0].ShouldAgree(1.75, 1e-14);
        result.Bounds.Should().Equal([0, 1]);
        result.StopReason.Should().Be(SolverStopReason.GradientConverged);
    }

    [Fact]
    public void A_bound_lets_go_of_a_parameter_that_the_cost_pulls_inside()
    {
        var options = new SolverOptions { Lower = [0, 0], Upper = [10, 10] };
        var result = LeastSquaresSolver.Run(Line([0, 1, 2, 3], [1, 3, 5, 7]), [0, 0], options);
        result.Parameters[0].ShouldAgree(1, 1e-13);
        result.Parameters[1].ShouldAgree(2, 1e-13);
        result.Bounds.Should().Equal([0, 0]);
    }

    [Fact]
    public void A_corner_of_the_box_is_a_minimum()
    {
        var options = new SolverOptions { Lower = [2, 3], Upper = [10, 10] };
        var result = LeastSquaresSolver.Run(Line([0, 1, 2, 3], [1, 3, 5, 7]), [5, 5], options);
        result.Parameters.Should().Equal([2, 3]);
        result.Bounds.Should().Equal([-1, -1]);
        result.StopReason.Should().Be(SolverStopReason.GradientConverged);
    }

    [Fact]
    public void A_start_outside_the_box_is_moved_into_it() =>
        LeastSquaresSolver.Run(Line([0, 1], [1, 3]), [99, -99], new SolverOptions { Lower = [0, 0], Upper = [5, 5] })
            .Parameters[1].ShouldAgree(2, 1e-13);

    [Theory]
    [InlineData("Huber")]
    [InlineData("SoftL1")]
    [InlineData("Cauchy")]
    [InlineData("Tukey")]
    public void A_robust_fit_is_at_a_minimum_of_its_loss(string name)
    {
        var loss = name switch
        {
            "Huber" => RobustLoss.Huber(0.5),
            "SoftL1" => RobustLoss.SoftL1(0.5),
            "Cauchy" => RobustLoss.Cauchy(0.5),
            _ => RobustLoss.Tukey(4),
        };
        double[] xs = [0, 1, 2, 3, 4, 5, 6], ys = [1.1, 2.8, 5.2, 6.9, 9.1, 11.2, 30];
        var result = LeastSquaresSolver.Run(Line(xs, ys), [1, 2], new SolverOptions { Loss = loss });
        result.StopReason.Should().Be(SolverStopReason.GradientConverged);
        result.Parameters[1].Should().BeInRange(1.9, 2.5, "the outlier pulls the slope of least squares to 3.6");
        double Cost(double a, double b) => 0.5 * xs.Zip(ys, (x, y) => loss.Value(Math.Pow(a + b * x - y, 2))).Sum();
        double least = Cost(result.Parameters[0], result.Parameters[1]);
        result.Cost.ShouldAgree(least, 1e-13);
        for (int k = 0; k < 8; k++)
        {
            double angle = k * Math.PI / 4;
            double a = result.Parameters[0] + 1e-4 * Math.Cos(angle), b = result.Parameters[1] + 1e-4 * Math.Sin(angle);
            Cost(a, b).Should().BeGreaterThan(least);
        }
    }

    [Fact]
    public void A_robust_fit_has_all_digits()
    {
        // Σ ρ'(rᵢ²) rᵢ = 0 for Cauchy with scale 1: the roots of a polynomial, found by bisection here
        double[] ys = [0.1, 0.3, -0.2, 9];
        var function = new FormulaResiduals(1, 1, ys, (p, row) => [p[0] - row[0]], [0]);
        double found = LeastSquaresSolver.Run(function, [0], new SolverOptions { Loss = RobustLoss.Cauchy(1) }).Parameters[0];
        double low = -1, high = 1;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high), slope = ys.Sum(y => (middle - y) / (1 + Math.Pow(middle - y, 2)));
            if (slope > 0) high = middle;
            else low = middle;
        }
        found.ShouldAgree(low, 1e-13);
    }

    [Fact]
    public void A_point_that_is_not_finite_is_stepped_back_from()
    {
        // log is NaN below 0: the first full step from 3 overshoots to there
        var function = new FormulaResiduals(1, p => [p[0].Log() + 2]);
        var result = LeastSquaresSolver.Run(function, [3], new SolverOptions());
        result.Parameters[0].ShouldAgree(Math.Exp(-2), 1e-13);
        var root = LeastSquaresSolver.Run(new FormulaResiduals(1, p => [(1 - p[0]).Sqrt() + p[0] - 0.9]), [0.5], new SolverOptions());
        root.Cost.Should().BeLessThan(1e-25);
    }

    [Fact]
    public void A_start_that_is_not_finite_is_said()
    {
        var result = LeastSquaresSolver.Run(new FormulaResiduals(1, p => [p[0].Log()]), [-1], new SolverOptions());
        result.StopReason.Should().Be(SolverStopReason.NonFinite);
        result.Parameters.Should().Equal([-1]);
    }

    [Fact]
    public void Limits_stop_the_solver()
    {
        var rosenbrock = MghProblem.All[0];
        SolverResult Run(SolverOptions options) =>
            LeastSquaresSolver.Run(new FormulaResiduals(2, rosenbrock.Residuals), rosenbrock.Start, options);
        Run(new SolverOptions { MaxIterations = 3 }).StopReason.Should().Be(SolverStopReason.IterationLimit);
        Run(new SolverOptions { MaxIterations = 3 }).Iterations.Should().Be(3);
        Run(new SolverOptions { MaxEvaluations = 5 }).StopReason.Should().Be(SolverStopReason.EvaluationLimit);
        Run(new SolverOptions { CostTolerance = 0.9 }).StopReason.Should().Be(SolverStopReason.CostConverged);
        Run(new SolverOptions { StepTolerance = 0.5 }).StopReason.Should().Be(SolverStopReason.StepConverged);
    }

    [Fact]
    public void A_looser_gradient_stops_earlier()
    {
        var problem = NistProblem.Read("Misra1a");
        var loose = LeastSquaresSolver.Run(problem.Residuals(), problem.Start(1), new SolverOptions { GradientTolerance = 1e-3 });
        var full = LeastSquaresSolver.Run(problem.Residuals(), problem.Start(1), new SolverOptions());
        loose.StopReason.Should().Be(SolverStopReason.GradientConverged);
        loose.Gradient.Should().BeLessThanOrEqualTo(1e-3);
        loose.JacobianEvaluations.Should().BeLessThan(full.JacobianEvaluations);
    }

    [Fact]
    public void Progress_is_reported_with_a_cost_that_does_not_increase_and_cancellation_stops()
    {
        var problem = NistProblem.Read("Thurber");
        var steps = new List<SolverProgress>();
        LeastSquaresSolver.Run(problem.Residuals(), problem.Start(1), new SolverOptions { Progress = steps.Add });
        steps.Should().HaveCountGreaterThan(5);
        for (int i = 1; i < steps.Count; i++) steps[i].Cost.Should().BeLessThanOrEqualTo(steps[i - 1].Cost * (1 + 1e-9));

        using var source = new CancellationTokenSource();
        var options = new SolverOptions { Progress = step => source.Cancel(), CancellationToken = source.Token };
        FluentActions.Invoking(() => LeastSquaresSolver.Run(problem.Residuals(), problem.Start(1), options))
            .Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void The_Jacobian_and_the_residuals_of_the_result_are_those_at_its_parameters()
    {
        foreach (string name in new[] { "Misra1a", "Chwirut2", "ENSO" })
        {
            var problem = NistProblem.Read(name);
            var function = problem.Residuals();
            var result = LeastSquaresSolver.Run(function, problem.Start(2), new SolverOptions());
            double[] residuals = new double[function.ResidualCount], jacobian = new double[result.Jacobian.Length];
            function.EvaluateWithJacobian(result.Parameters, residuals, jacobian);
            result.Residuals.Should().Equal(residuals);
            result.Jacobian.Should().Equal(jacobian);
        }
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var problem = NistProblem.Read("Chwirut2");
        var function = new QuietResiduals(problem.Rows);
        double[] start = problem.Start(1);
        long Bytes(int iterations) =>
            Allocated.By(() => LeastSquaresSolver.Run(function, start, new SolverOptions { MaxIterations = iterations }));
        const int WithAcceleration = 4;     // whose buffer is made when it is first needed
        Bytes(WithAcceleration).Should().BeGreaterThan(Bytes(0));
        Bytes(100).Should().Be(Bytes(WithAcceleration));
    }

    [Fact]
    public void Scales_of_parameters_do_not_change_the_minimum()
    {
        var problem = NistProblem.Read("Chwirut2");
        var options = new SolverOptions { Scales = [0.1, 0.01, 0.01] };
        var result = LeastSquaresSolver.Run(problem.Residuals(), problem.Start(1), options);
        problem.Digits(result.Parameters).Min().Should().BeGreaterThan(10);
    }

    private static FormulaResiduals Line(double[] xs, double[] ys) => new(
        2, 2, [.. xs.Zip(ys, (x, y) => new[] { x, y }).SelectMany(row => row)], (p, row) => [p[0] + p[1] * row[0] - row[1]], [0, 1]);
}
