using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

public sealed class RootsTests
{
    /// <summary>Systems of Moré, Garbow and Hillstrom (1981), section 4, from their standard starts.</summary>
    public static TheoryData<string> Systems =>
    [
        "Rosenbrock", "Powell badly scaled", "helical valley", "Brown almost-linear", "discrete boundary value", "Broyden tridiagonal",
        "Broyden banded", "variably dimensioned",
    ];

    [Theory]
    [MemberData(nameof(Systems))]
    public void It_solves_the_systems_of_the_literature(string name)
    {
        var (functions, start) = System(name);
        var result = Roots.Find(functions, start);
        result.Converged.Should().BeTrue($"{name}: {result}");
        result.ResidualNorm.Should().BeLessThan(1e-11);
        result.JacobianRank.Should().Be(start.Length);
    }

    [Fact]
    public void A_circle_and_a_hyperbola_meet()
    {
        var result = Roots.Find(p => [p[0] * p[0] + p[1] * p[1] - 4, p[0] * p[1] - 1], [2, 0]);
        double u = Math.Sqrt(2 + Math.Sqrt(3));
        result.Root[0].ShouldBeNear(u, 1e-12);
        result.Root[1].ShouldBeNear(1 / u, 1e-12);
        result.Iterations.Should().BeLessThan(8);
        result.Residuals.Should().OnlyContain(residual => Math.Abs(residual) <= result.ResidualNorm);
    }

    [Fact]
    public void A_linear_system_takes_one_step()
    {
        var result = Roots.Find(p => [2 * p[0] + p[1] - 3, p[0] - p[1] + 6], [100, -50]);
        result.Root[0].ShouldBeNear(-1, 1e-12);
        result.Root[1].ShouldBeNear(5, 1e-12);
        result.Iterations.Should().Be(1);
    }

    [Fact]
    public void Hundreds_of_equations_take_few_steps()
    {
        double[] start = new double[300];
        Array.Fill(start, -1);
        var result = Roots.Find(BroydenTridiagonal, start);
        result.Converged.Should().BeTrue(result.Message);
        result.Iterations.Should().BeLessThan(10);
    }

    [Fact]
    public void A_root_where_the_Jacobian_is_singular_is_found_and_named()
    {
        // Powell's singular function: rank 2 at the root, which steps of Newton's method approach by half each
        var result = Roots.Find(
            x => [x[0] + 10 * x[1], Math.Sqrt(5) * (x[2] - x[3]), (x[1] - 2 * x[2]).Pow(2), Math.Sqrt(10) * (x[0] - x[3]).Pow(2)],
            [3, -1, 0, 1],
            new RootOptions { ResidualTolerance = 1e-30 });
        result.Converged.Should().BeTrue(result.Message);
        result.Root.Should().OnlyContain(x => Math.Abs(x) < 1e-12);
        result.JacobianRank.Should().Be(2);
        result.Message.Should().Contain("The Jacobian is singular there: it has rank 2");
    }

    [Fact]
    public void Equations_that_depend_on_each_other_are_named()
    {
        var result = Roots.Find(p => [p[0] + p[1] + p[2] - 1, 2 * p[0] + 2 * p[1] - 3, p[0] + p[1] - p[2]], [2, 1, 1]);
        result.StopReason.Should().Be(SolverStopReason.NoProgress);
        result.Converged.Should().BeFalse();
        result.JacobianRank.Should().Be(2);
        result.Message.Should().Contain("The Jacobian is singular there: it has rank 2, and does not determine x1.");
        Roots.Find(p => [p[0] - 1, p[0] * p[0] - 1], [3, 7]).Message.Should().EndWith("it has rank 1, and does not determine x1.");
    }

    [Fact]
    public void A_singular_start_does_not_stop_it()
    {
        // the columns are equal there, and only a step that treats them differently leads to the roots (1, 2) and (2, 1)
        var result = Roots.Find(p => [p[0] + p[1] - 3, p[0] * p[1] - 2], [1.5, 1.5]);
        result.Converged.Should().BeTrue(result.Message);
        result.Root.Sum().ShouldBeNear(3, 1e-12);
    }

    [Fact]
    public void Equations_without_a_root_end_at_the_smallest_residuals()
    {
        var result = Roots.Find(p => [p[0] * p[0] + 1], [2]);
        result.StopReason.Should().Be(SolverStopReason.NoProgress);
        result.Message.Should().Contain("start elsewhere");
        result.Root[0].ShouldBeNear(0, 1e-6);
    }

    [Fact]
    public void The_units_of_the_variables_do_not_matter()
    {
        var plain = Roots.Find(p => [p[0] * p[0] + p[1] * p[1] - 4, p[0] * p[1] - 1], [20, 0.5]);
        var scaled = Roots.Find(p => [(1024 * p[0]).Pow(2) + p[1] * p[1] - 4, 1024 * p[0] * p[1] - 1], [20.0 / 1024, 0.5]);
        scaled.Evaluations.Should().Be(plain.Evaluations);
        (1024 * scaled.Root[0]).ShouldBeNear(plain.Root[0], 1e-12);
        scaled.Root[1].ShouldBeNear(plain.Root[1], 1e-12);
    }

    [Fact]
    public void Large_equations_end_at_rounding()
    {
        var result = Roots.Find(p => [1e12 * (p[0] * p[0] - 2)], [1]);
        result.Converged.Should().BeTrue(result.Message);
        result.StopReason.Should().Be(SolverStopReason.StepConverged);
        result.Root[0].ShouldBeNear(Math.Sqrt(2), 1e-15);
    }

    [Fact]
    public void Where_an_equation_is_not_finite_a_shorter_step_is_tried()
    {
        var result = Roots.Find(p => [p[0].Log()], [10]);       // the first step of Newton's method leads to a negative number
        result.Converged.Should().BeTrue(result.Message);
        result.Root[0].ShouldBeNear(1, 1e-11);
    }

    [Fact]
    public void An_own_Jacobian_gives_what_nodes_give()
    {
        static void Values(ReadOnlySpan<double> x, Span<double> f) => (f[0], f[1]) = (x[0] + 2 * x[1] - 3, x[0] * x[0] * x[1] - 8);
        static void Jacobian(ReadOnlySpan<double> x, Span<double> j) => (j[0], j[1], j[2], j[3]) = (1, 2, 2 * x[0] * x[1], x[0] * x[0]);
        var own = Roots.Find(Values, Jacobian, [-2, 2]);
        var nodes = Roots.Find(x => [x[0] + 2 * x[1] - 3, x[0] * x[0] * x[1] - 8], [-2, 2]);
        own.Converged.Should().BeTrue(own.Message);
        for (int i = 0; i < 2; i++) own.Root[i].ShouldBeNear(nodes.Root[i], 1e-12);
        own.Iterations.Should().Be(nodes.Iterations);
    }

    [Fact]
    public void Limits_progress_and_cancellation()
    {
        var (functions, start) = System("Rosenbrock");
        var short1 = Roots.Find(functions, start, new RootOptions { MaxIterations = 2 });
        (short1.StopReason, short1.Iterations).Should().Be((SolverStopReason.IterationLimit, 2));
        short1.Message.Should().Contain("raise MaxIterations");
        var short2 = Roots.Find(functions, start, new RootOptions { MaxEvaluations = 2 });
        (short2.StopReason, short2.Evaluations).Should().Be((SolverStopReason.EvaluationLimit, 2));

        var steps = new List<RootStep>();
        var result = Roots.Find(functions, start, new RootOptions { OnStep = steps.Add });
        steps.Select(step => step.Iteration).Should().Equal(Enumerable.Range(1, result.Iterations));
        steps[^1].Point.Should().Equal(result.Root);
        steps[^1].ToString().Should().StartWith($"iteration {result.Iterations}: residual ");

        using var source = new CancellationTokenSource();
        var options = new RootOptions { CancellationToken = source.Token, OnStep = _ => source.Cancel() };
        FluentActions.Invoking(() => Roots.Find(functions, start, options)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        double[] start = new double[50];
        Array.Fill(start, -1);
        long few = Bytes(1), more = Bytes(4);
        (more - few).Should().BeLessThan(256);

        long Bytes(int iterations)
        {
            var options = new RootOptions { MaxIterations = iterations };
            return Allocated.By(() => Roots.Find(BroydenTridiagonal, start, options).Iterations.Should().Be(iterations));
        }
    }

    [Theory]
    [InlineData(1, 1e12)]
    [InlineData(1e-12, 1)]
    [InlineData(1e-150, 1e150)]
    public void A_root_far_from_a_start_at_0_is_found(double slope, double constant)
    {
        var result = Roots.Find(p => [slope * p[0] - constant, p[1] - 1], [0, 0], new RootOptions { ResidualTolerance = 0 });
        result.Converged.Should().BeTrue(result.Message);
        result.Root[0].ShouldBeNear(constant / slope, 1e-12 * constant / slope);
        result.Root[1].ShouldBeNear(1, 1e-12);
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    public void Equations_whose_squares_overflow_or_vanish_are_solved(double scale)
    {
        var options = new RootOptions { ResidualTolerance = 0 };
        var result = Roots.Find(p => [scale * (p[0] * p[0] + p[1] * p[1] - 4), scale * (p[0] * p[1] - 1)], [2, 0], options);
        result.Converged.Should().BeTrue(result.Message);
        result.Root[0].ShouldBeNear(Math.Sqrt(2 + Math.Sqrt(3)), 1e-12);

        var exponential = Roots.Find(p => [p[0].Exp() - 1], [400]);
        exponential.Converged.Should().BeTrue(exponential.Message);
        exponential.Root[0].ShouldBeNear(0, 1e-12);
    }

    [Fact]
    public void A_minimum_of_the_residuals_is_no_root_in_any_unit()
    {
        foreach (double unit in (double[])[1e-8, 1, 1e8])
        {
            var result = Roots.Find(p => [(p[0] * unit).Pow(2) + 1], [1 / unit]);
            result.StopReason.Should().Be(SolverStopReason.NoProgress);
            result.ResidualNorm.ShouldBeNear(1, 1e-12);
            result.Iterations.Should().Be(1, "no step is tried from there");
        }
    }

    [Fact]
    public void The_report_has_the_root_and_the_residuals()
    {
        string report = Roots.Find(p => [p[0] - 2, p[0] * p[1] - 1], [1, 1]).ToString();
        report.Should().StartWith("converged: the largest residual is ").And.MatchRegex(@"\nx0 +2 +f0 +0\n").And.Contain("Jacobian");
    }

    [Fact]
    public void Errors_say_what_came_and_what_was_expected()
    {
        Throws<ArgumentNullException>(() => Roots.Find(null!, [1]), "*functions*");
        Throws<ArgumentNullException>(() => Roots.Find(null!, (_, _) => { }, [1]), "*functions*");
        Throws<ArgumentNullException>(() => Roots.Find((_, _) => { }, null!, [1]), "*jacobian*");
        Throws<ArgumentException>(() => Roots.Find(p => [p[0]], []), "start must hold at least 1 number, but was empty.*");
        Throws<ArgumentException>(() => Roots.Find(p => [p[0]], [double.NaN]), "start[0] must be finite, but was NaN.*");
        Throws<ArgumentException>(() => Roots.Find(p => [p[0]], [1, 2]), "functions must return as many equations*2, but returned 1.*");
        Throws<InvalidOperationException>(() => Roots.Find(_ => null!, [1]), "The function returned null*");
        Throws<NonFiniteException>(() => Roots.Find(p => [p[1], p[0].Log()], [-1, 1]), "*log(x0 = -1) gave NaN*");
        Throws<NonFiniteException>(() => Roots.Find(p => [p[1], p[0].Sqrt()], [0, 1]), "*sqrt(x0 = 0) gave the gradient ∞*");
        Throws<NonFiniteException>(() => Roots.Find((_, f) => f[0] = 1, (_, _) => { }, [1, 2]), "*f[1] is NaN.");
        Throws<NonFiniteException>(
            () => Roots.Find((_, f) => f.Clear(), (_, j) => j[0] = 1, [1, 2]), "*the derivative of f[0] by x[1] is NaN.");
        Throws<ArgumentOutOfRangeException>(() => new RootOptions { MaxIterations = 0 }, "MaxIterations must be*");
        Throws<ArgumentOutOfRangeException>(() => new RootOptions { MaxEvaluations = 0 }, "MaxEvaluations must be*");
        Throws<ArgumentOutOfRangeException>(() => new RootOptions { ResidualTolerance = -1 }, "ResidualTolerance must be*");
        Throws<ArgumentOutOfRangeException>(() => new RootOptions { StepTolerance = double.NaN }, "StepTolerance must be*");
        new RootOptions().ToString().Should().Contain("MaxIterations = 1000");
    }

    private static (Func<ReadOnlySpan<Node>, Node[]> Functions, double[] Start) System(string name) => name switch
    {
        "Rosenbrock" => (x => [10 * (x[1] - x[0] * x[0]), 1 - x[0]], [-1.2, 1]),
        "Powell badly scaled" => (x => [1e4 * x[0] * x[1] - 1, (-x[0]).Exp() + (-x[1]).Exp() - 1.0001], [0, 1]),
        "helical valley" => (HelicalValley, [-1, 0, 0]),
        "Brown almost-linear" => (BrownAlmostLinear, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
        "discrete boundary value" => (BoundaryValue, [.. Enumerable.Range(1, 10).Select(i => i / 11.0 * (i / 11.0 - 1))]),
        "Broyden tridiagonal" => (BroydenTridiagonal, [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1]),
        "Broyden banded" => (BroydenBanded, [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1]),
        "variably dimensioned" => (VariablyDimensioned, [.. Enumerable.Range(1, 10).Select(i => 1 - i / 10.0)]),
        _ => throw new ArgumentException($"name must be one of the theory, but was '{name}'.", nameof(name)),
    };

    private static Node[] HelicalValley(ReadOnlySpan<Node> x)
    {
        var angle = (x[1] / x[0]).Atan() / (2 * Math.PI);
        return [10 * (x[2] - 10 * Node.Where(x[0], angle, angle + 0.5)), 10 * ((x[0] * x[0] + x[1] * x[1]).Sqrt() - 1), x[2]];
    }

    private static Node[] BrownAlmostLinear(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        var sum = p.Sum();
        return [.. p[..^1].Select(value => value + sum - (p.Length + 1)), Node.Product(p) - 1];
    }

    private static Node[] BoundaryValue(ReadOnlySpan<Node> x)
    {
        var equations = new Node[x.Length];
        double h = 1.0 / (x.Length + 1);
        for (int i = 0; i < x.Length; i++)
        {
            var (before, after) = (i > 0 ? x[i - 1] : 0, i < x.Length - 1 ? x[i + 1] : 0);
            equations[i] = 2 * x[i] - before - after + h * h * (x[i] + (i + 1) * h + 1).Pow(3) / 2;
        }
        return equations;
    }

    private static Node[] BroydenTridiagonal(ReadOnlySpan<Node> x)
    {
        var equations = new Node[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            var (before, after) = (i > 0 ? x[i - 1] : 0, i < x.Length - 1 ? x[i + 1] : 0);
            equations[i] = (3 - 2 * x[i]) * x[i] - before - 2 * after + 1;
        }
        return equations;
    }

    private static Node[] BroydenBanded(ReadOnlySpan<Node> x)
    {
        var equations = new Node[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            equations[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1;
            for (int j = Math.Max(0, i - 5); j <= Math.Min(x.Length - 1, i + 1); j++)
            {
                if (j != i) equations[i] -= x[j] * (1 + x[j]);
            }
        }
        return equations;
    }

    private static Node[] VariablyDimensioned(ReadOnlySpan<Node> x)
    {
        Node[] p = [.. x];
        var sum = p.Select((value, j) => (j + 1) * (value - 1)).Sum();
        return [.. p.Select((value, j) => value - 1 + (j + 1) * sum * (1 + 2 * sum * sum))];
    }

    private static void Throws<TException>(Func<object> action, string message)
        where TException : Exception => action.Should().Throw<TException>().WithMessage(message);
}
