using CsCheck;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Operators;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class GradientCheckTests
{
    private static readonly Gen<(double X, double Error, bool IsBelow)> s_skews =
        Gen.Select(Gen.Double[-3, 3], Gen.Double[1e-5, 1], Gen.Bool);

    [Fact]
    public void Every_operator_passes_at_random_points_and_none_needs_a_kink()
    {
        var random = new Random(11);
        var seen = new HashSet<Type>();
        foreach (var (inputs, apply) in RandomGraph.Operators)
        {
            for (int i = 0; i < 20; i++)
            {
                double[] at = [.. Enumerable.Range(0, inputs).Select(_ => 4 * random.NextDouble() - 2)];
                var report = GradientCheck.Run(x => apply(x.ToArray()), at);
                report.Passed.Should().BeTrue(report.ToString());
                report.Inputs.Should().OnlyContain(input => !input.IsKink && input.RelativeError < 1e-7, report.ToString());
            }
            var graph = new Graph(apply(RandomGraph.MakeLeaves([.. Enumerable.Repeat(0.7, inputs)])));
            seen.UnionWith(graph.Values.Where(value => !value.IsLeaf).Select(value => value.Rule!.GetType()));
        }
        seen.Should().BeEquivalentTo(
            typeof(Expr).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Expr)) && !type.IsAbstract));
    }

    [Fact]
    public void Random_graphs_pass() => RandomGraph.Gen.Sample(
        random =>
        {
            var report = GradientCheck.Run(random.Build, random.Leaves);
            report.Passed.Should().BeTrue(report.ToString());
        },
        iter: 300);

    [Fact]
    public void A_slope_that_is_a_little_wrong_fails() => s_skews.Sample((x, error, isBelow) =>
    {
        var wrong = new Skewed(isBelow ? 1 - error : 1 + error);
        var report = GradientCheck.Run(inputs => Node.From(wrong, inputs[1]) + inputs[0].Sin(), [0.5, x]);
        report.Passed.Should().BeFalse(report.ToString());
        report.WorstInput.Should().Be(1);
        report.Inputs[0].Passed.Should().BeTrue();
        report.Inputs[1].RelativeError.ShouldBeNear(isBelow ? error : error / (1 + error), 1e-6);
    });

    [Fact]
    public void Operators_of_the_user_are_checked_like_any_other()
    {
        GradientCheck.Run(x => Node.From(new SumOfSquares(), x) * Node.From(new ScaledDifference(), x), [1.5, -0.5, 3])
            .Passed.Should().BeTrue();
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-8)]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(1e8)]
    [InlineData(1e150)]
    public void Steps_suit_the_magnitude_of_the_input(double x)
    {
        var report = GradientCheck.Run(inputs => inputs[0].Log(), [x]);
        report.Passed.Should().BeTrue(report.ToString());
        report.Inputs[0].Numeric.ShouldAgree(1 / x, 1e-8);
        GradientCheck.Run(inputs => 2 * inputs[0], [-x]).Inputs[0].Numeric.ShouldAgree(2, 1e-9);
    }

    [Fact]
    public void A_slope_lost_in_the_rounding_of_the_rest_passes_and_says_so()
    {
        var report = GradientCheck.Run(x => 1e-12 * x[0] + 1000 * x[1], [1, 1.1]);
        report.Passed.Should().BeTrue();
        report.ToString().Should().Contain("within rounding, ±");
    }

    [Theory]
    [InlineData("abs", 0, -1, 1)]
    [InlineData("relu", 0, 0, 1)]
    [InlineData("leaky", 0, 0.25, 1)]
    [InlineData("max", 2, 0, 1)]
    [InlineData("min", 2, 1, 0)]
    [InlineData("bent", 1, 3, 4)]
    public void A_kink_passes_only_with_a_note(string name, double at, double left, double right)
    {
        var report = GradientCheck.Run(
            x => name switch
            {
                "abs" => x[0].Abs(),
                "relu" => x[0].ReLU(),
                "leaky" => x[0].LeakyReLU(0.25),
                "max" => Node.Max(x[0], 2),
                "min" => Node.Min(x[0], 2),
                _ => (x[0] - 1).ReLU() + x[0].Pow(3),
            },
            [at]);
        report.Passed.Should().BeTrue(report.ToString());
        var input = report.Inputs[0];
        input.IsKink.Should().BeTrue();
        input.Left.ShouldBeNear(left, 1e-7);
        input.Right.ShouldBeNear(right, 1e-7);
        report.ToString().Should().StartWith("Gradient check of 1 input: passed, with 1 kink (").And.Contain("kink: left ");
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.001)]
    public void A_kink_is_no_excuse_for_a_slope_that_neither_side_has(double slope)
    {
        var report = GradientCheck.Run(x => Node.From(new AbsWith(slope), x[0]), [0]);
        report.Passed.Should().BeFalse();
        report.ToString().Should().Contain("FAILED, kink: left -1, right 1");
    }

    [Fact]
    public void What_bends_sharply_and_what_has_a_kink_nearby_is_not_called_a_kink()
    {
        foreach (var report in new[]
        {
            GradientCheck.Run(x => 1e4 * x[0].Pow(2), [0]),
            GradientCheck.Run(x => x[0].Pow(4) + x[0].Cos(), [0]),
            GradientCheck.Run(x => (100 * x[0]).Softplus(), [0]),
            GradientCheck.Run(x => x[0].Abs() + (x[0] - 0.01).ReLU(), [1e-5]),
            GradientCheck.Run(x => Node.From(new SumOfSquares(), x[0]).Pow(0.75), [1e-4]),
        })
        {
            report.Passed.Should().BeTrue(report.ToString());
            report.Inputs[0].IsKink.Should().BeFalse(report.ToString());
        }
    }

    [Fact]
    public void A_wrong_slope_near_a_kink_is_not_a_kink()
    {
        var report = GradientCheck.Run(x => Node.From(new AbsWith(0), x[0] - 1e-5) + Node.From(new Skewed(0.5), x[0]), [0]);
        report.Passed.Should().BeFalse();
        report.Inputs[0].IsKink.Should().BeFalse();
    }

    [Fact]
    public void What_cannot_be_compared_fails_by_name()
    {
        Remark(x => x[0] + 1, double.NaN).Should().Be("the input is NaN");
        Remark(x => x[0].Log(), -1).Should().Be("the function is NaN here");
        Remark(x => 1 / x[0], 0).Should().Be("the function is ∞ here");
        Remark(x => x[0].Pow(1.5), 0).Should().Be("the function is NaN just to the left");
        Remark(x => (-x[0]).Sqrt(), 0).Should().Be("the function is NaN just to the right");
        Remark(x => Node.Where(x[0], 1, 0), 0).Should().Be("the function jumps here");
        Remark(x => Node.From(new Skewed(double.NaN), x[0]), 0.5).Should().Be("the analytic derivative is NaN");

        static string? Remark(Func<ReadOnlySpan<Node>, Node> function, double at)
        {
            var report = GradientCheck.Run(function, [at]);
            report.Passed.Should().BeFalse();
            report.Inputs[0].RelativeError.Should().Be(double.PositiveInfinity);
            report.ToString().Should().Contain("FAILED, " + report.Inputs[0].Problem);
            return report.Inputs[0].Problem;
        }
    }

    [Fact]
    public void The_report_is_a_table_with_the_worst_first()
    {
        var report = GradientCheck.Run(x => x[0] * 2 + Node.From(new Skewed(2), x[1]) + x[2].Abs(), [-12.5, 0, 0]);
        report.ToString().Should().Be("""
            Gradient check of 3 inputs: 1 FAILED, with 1 kink (tolerance 1e-6)
            input     at  analytic  numeric  relative error
            x1         0         2        1             0.5  FAILED
            x0     -12.5         2        2               0
            x2         0         0        0               0  kink: left -1, right 1

            """);
        report.Inputs[1].ToString().Should().Be("x1 = 0: analytic 2, numeric 1, relative error 0.5 (FAILED)");
        report.Tolerance.Should().Be(1e-6);
    }

    [Fact]
    public void A_loss_that_was_built_once_is_told_from_a_wrong_gradient()
    {
        Node w = 0.5, unused = 1.0;
        var built = w * 2;
        var parameters = new[] { ("w", w), ("unused", unused) };
        GradientCheck.Run(parameters, () => built).ToString()
            .Should().EndWith("The function returned the same number everywhere. It must compute its result anew in each call.\n");
        GradientCheck.Run(parameters, () => w * 2).ToString().Should().NotContain("the same number");
        GradientCheck.Run([("unused", unused)], () => w * 2).ToString().Should().NotContain("the same number", "a slope of 0 may be right");
    }

    [Fact]
    public void A_name_with_line_breaks_takes_one_line_of_the_report()
    {
        Node w = 0.5;
        var report = GradientCheck.Run([("w\nx0  passed", w)], () => w * 2);
        report.ToString().Split('\n')
            .Should().HaveCount(4).And.Contain(line => line.StartsWith("w x0  passed  ", StringComparison.Ordinal));
        report.Inputs[0].ToString().Should().StartWith("w x0  passed = 0.5: ");
        report.Inputs[0].Label.Should().Be("w\nx0  passed", "data stay as they are");
    }

    [Fact]
    public void The_tolerance_decides()
    {
        var wrong = new Skewed(1.01);
        GradientCheck.Run(x => Node.From(wrong, x[0]), [0.3], new GradientCheckOptions { Tolerance = 0.02 }).Passed.Should().BeTrue();
        GradientCheck.Run(x => Node.From(wrong, x[0]), [0.3], new GradientCheckOptions { Tolerance = 0.005 }).Passed.Should().BeFalse();
        var act = () => new GradientCheckOptions { Tolerance = 0 };
        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Tolerance must be finite and above 0, but was 0.*");
    }

    [Fact]
    public void A_model_with_a_loss_is_checked_by_the_names_of_its_parameters()
    {
        var model = new MLP(2, [3, 1], random: new Random(5));
        var report = GradientCheck.Run(
            model.NamedParameters, () => (model.Forward(0.4, -1.2)[0] - 0.3).Pow(2) + 0.1 * Loss.L2(model.Parameters));
        report.Passed.Should().BeTrue(report.ToString());
        report.Inputs.Select(input => input.Label).Should().Equal(model.NamedParameters.Select(named => named.Name));
        report.Inputs.Select(input => input.At).Should().Equal(model.Parameters.Select(parameter => parameter.Data));
    }

    [Fact]
    public void Parameters_and_every_other_leaf_keep_data_and_gradients()
    {
        Node w = 0.1, unused = 7.0, shared = 3.0;
        var before = shared * 2;
        (w.Grad, unused.Grad, shared.Grad, before.Grad) = (0.7, -1, 5, 9);
        GradientCheck.Run([("w", w), ("unused", unused)], () => w * before + shared).Passed.Should().BeTrue();
        (w.Data, unused.Data, shared.Data, before.Data).Should().Be((0.1, 7.0, 3.0, 6.0));
        (w.Grad, unused.Grad, shared.Grad, before.Grad).Should().Be((0.7, -1, 5, 9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Parameters_are_restored_when_the_loss_throws(int call)
    {
        Node w = 0.1, v = 0.2;
        (w.Grad, v.Grad) = (0.7, 0.8);
        int calls = 0;
        var act = () => GradientCheck.Run([("w", w), ("v", v)], () => ++calls == call ? throw new FormatException() : w * v);
        act.Should().Throw<FormatException>();
        (w.Data, v.Data, w.Grad, v.Grad).Should().Be((0.1, 0.2, 0.7, 0.8));
    }

    [Fact]
    public void Gradients_are_restored_when_a_rule_throws()
    {
        Node w = 0.1;
        w.Grad = 0.7;
        var act = () => GradientCheck.Run([("w", w)], () => Node.From(new Throwing(), w));
        act.Should().Throw<FormatException>();
        w.Grad.Should().Be(0.7);
    }

    [Fact]
    public void Nothing_to_check_is_an_error()
    {
        ((Action)(() => GradientCheck.Run(_ => 1, [])))
            .Should().Throw<ArgumentException>().WithMessage("at must hold at least 1 number, but was empty.*");
        ((Action)(() => GradientCheck.Run([], () => 1)))
            .Should().Throw<ArgumentException>().WithMessage("parameters must hold at least 1 parameter, but was empty.*");
        ((Action)(() => GradientCheck.Run((Func<ReadOnlySpan<Node>, Node>)null!, [1]))).Should().Throw<ArgumentNullException>();
        ((Action)(() => GradientCheck.Run(_ => default, [1]))).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_parameter_that_failed_names_the_line_that_made_it()
    {
        Node made;
        using (NodeOrigin.Remember()) made = new Node(1.0);
        GradientCheck.Run([("w", made)], () => Node.From(new Skewed(2), made)).ToString()
            .Should().MatchRegex(@"FAILED, made at GradientCheckTests\.cs\D+\d+ in A_parameter_that_failed_names_the_line_that_made_it");
    }

    /// <summary>sinh x with a slope that is wrong by a factor.</summary>
    private sealed class Skewed(double factor) : UnaryExpr
    {
        public override string Symbol => "skewed";

        protected override double Evaluate(double x) => Math.Sinh(x);

        protected override double Slope(double x, double y) => factor * Math.Cosh(x);
    }

    private sealed class AbsWith(double slope) : UnaryExpr
    {
        public override string Symbol => "abs";

        protected override double Evaluate(double x) => Math.Abs(x);

        protected override double Slope(double x, double y) => x == 0 ? slope : Math.Sign(x);
    }

    private sealed class Throwing : IBackward
    {
        public string Symbol => "throwing";

        public double Forward(Value output) => 1;

        public void Backward(Value output)
        {
            output.Inputs[0].Grad += 1;
            throw new FormatException();
        }
    }
}
