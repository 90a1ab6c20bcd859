using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

public sealed class MinimizeErrorTests
{
    private static readonly Func<ReadOnlySpan<Node>, Node> s_valley = UnconstrainedProblems.Rosenbrock;

    [Fact]
    public void Null_is_refused()
    {
        Throws<ArgumentNullException>(() => Minimize.Lbfgs((Func<ReadOnlySpan<Node>, Node>)null!, [1.0]), "*function*");
        Throws<ArgumentNullException>(() => Minimize.Newton((Func<ReadOnlySpan<Node>, Node>)null!, [1.0]), "*function*");
        Throws<ArgumentNullException>(() => Minimize.Lbfgs((GradientFunction)null!, [1.0]), "*function*");
        Throws<ArgumentNullException>(() => Minimize.Newton((_, _) => 0, null!, [1.0]), "*product*");
        Throws<ArgumentNullException>(() => Minimize.Newton(null!, (_, _, _) => { }, [1.0]), "*function*");
        Throws<ArgumentNullException>(() => Minimize.Lbfgs((Tape)null!, [1.0]), "*tape*");
        Throws<ArgumentNullException>(() => Minimize.Newton((Tape)null!, [1.0]), "*tape*");
    }

    [Fact]
    public void A_start_must_hold_finite_numbers()
    {
        Throws<ArgumentException>(() => Minimize.Lbfgs(s_valley, []), "start must hold at least 1 number, but was empty.*");
        Throws<ArgumentException>(() => Minimize.Newton(s_valley, [1, double.NaN]), "start[1] must be finite, but was NaN.*");
        Throws<ArgumentException>(() => Minimize.Lbfgs((_, _) => 0, [double.PositiveInfinity]), "start[0] must be finite*");
    }

    [Fact]
    public void Bounds_must_fit_the_variables()
    {
        Refuses(new MinimizeOptions { Lower = [0] }, "Lower must have a number for each variable, 2, but has 1.*");
        Refuses(new MinimizeOptions { Upper = [1, 2, 3] }, "Upper must have a number for each variable, 2, but has 3.*");
        Refuses(new MinimizeOptions { Lower = [0, double.NaN] }, "Lower[1] must be a number, but was NaN.*");
        Refuses(new MinimizeOptions { Lower = [0, 3], Upper = [1, 2] }, "Lower[1] must be at most Upper[1]*3 and 2.*");
        Refuses(new MinimizeOptions { Lower = [double.PositiveInfinity, 0] }, "Lower[0] must be at most*");
    }

    [Fact]
    public void A_start_outside_its_bounds_is_refused()
    {
        Refuses(new MinimizeOptions { Upper = [1, 0.5] }, "start[1] must be within its bounds, -∞ and 0.5, but was 1.*");
        Refuses(new MinimizeOptions { Lower = [1.5, 0] }, "start[0] must be within its bounds, 1.5 and ∞, but was 1.*");
    }

    [Fact]
    public void Options_are_checked_when_they_are_set()
    {
        Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { MaxIterations = 0 }, "MaxIterations must be at least 1*0.*");
        Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { MaxEvaluations = 0 }, "MaxEvaluations must be at least 1*");
        Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { Memory = 0 }, "Memory must be at least 1*");
        Throws<ArgumentException>(
            () => Minimize.Lbfgs(p => p[0], [1], new MinimizeOptions { Memory = int.MaxValue }),
            "Memory must be smaller for 1 variable, but was *");
        Throws<ArgumentException>(
            () => Minimize.Lbfgs(p => p[0], [1], new MinimizeOptions { Memory = 50_000, Lower = [0] }), "Memory must be smaller*");
        Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { GradientTolerance = -1 }, "GradientTolerance must be*");
        Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { CostTolerance = double.NaN }, "CostTolerance must be*");
        Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { StepTolerance = -1 }, "StepTolerance must be*");
    }

    [Fact]
    public void Bounds_are_copied()
    {
        double[] lower = [0, 0];
        var options = new MinimizeOptions { Lower = lower };
        lower[0] = 5;
        options.Lower.Should().Equal(0, 0);
        options.ToString().Should().Contain("Lower = [0, 0], Upper = , MaxIterations = 10000");
    }

    [Fact]
    public void A_function_that_is_not_finite_at_the_start_is_named_by_its_operation()
    {
        Throws<NonFiniteException>(() => Minimize.Lbfgs(x => x[1] + x[0].Log(), [-1, 2]), "*log(x0 = -1) gave NaN*");
        Throws<NonFiniteException>(() => Minimize.Newton(x => x[0].Sqrt(), [0]), "*sqrt(x0 = 0) gave the gradient ∞ to x0*");
        FluentActions.Invoking(() => Minimize.Lbfgs(x => x[0].Log(), [-1.0])).Should().Throw<NonFiniteException>()
            .Which.Value!.Symbol.Should().Be("log");
    }

    [Fact]
    public void Own_derivatives_that_are_not_finite_at_the_start_are_named()
    {
        Throws<NonFiniteException>(() => Minimize.Lbfgs((_, g) => { g.Clear(); return double.NaN; }, [1.0]), "*it gave NaN.");
        Throws<NonFiniteException>(() => Minimize.Lbfgs((_, g) => { g[0] = 0; return 1; }, [1.0, 2.0]), "*gradient[1] is NaN.");
    }

    [Fact]
    public void An_operator_without_slopes_in_nodes_has_no_Newton_step()
    {
        Node Custom(ReadOnlySpan<Node> x) => Node.From(new Operators.ScaledDifference(), x[0], x[1]).Pow(2) + x[0] * x[0];
        Minimize.Lbfgs(Custom, [1, 2]).Converged.Should().BeTrue();
        FluentActions.Invoking(() => Minimize.Newton(Custom, [1, 2])).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Nothing_is_minimised_inside_a_recording() => Throws<InvalidOperationException>(
        () => Tape.Record(1, row => { Minimize.Lbfgs(s_valley, [1, 2]); return row[0]; }), "*recording*");

    private static void Refuses(MinimizeOptions options, string message)
    {
        Throws<ArgumentException>(() => Minimize.Lbfgs(s_valley, [1, 1], options), message);
        Throws<ArgumentException>(() => Minimize.Newton(s_valley, [1, 1], options), message);
    }

    private static void Throws<TException>(Func<object> action, string message)
        where TException : Exception => action.Should().Throw<TException>().WithMessage(message);
}
