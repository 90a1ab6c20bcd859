using System.Text.Json;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Nn;

public sealed class LossTests
{
    /// <summary>Functions of a row of six numbers: three predictions, then three targets.</summary>
    private static readonly Dictionary<string, Func<Node[], Node[], Node>> s_losses = new()
    {
        ["hinge"] = (p, t) => Node.Mean([.. p.Zip(t, Loss.Hinge)]),
        ["mean_squared_error"] = (p, t) => Loss.MeanSquaredError(p, t),
        ["mean_absolute_error"] = (p, t) => Loss.MeanAbsoluteError(p, t),
        ["huber_delta_1"] = (p, t) => Loss.Huber(p, t),
        ["binary_cross_entropy_with_logits"] = (p, t) => Node.Mean([.. p.Zip(t, Loss.BinaryCrossEntropyWithLogits)]),
        ["softmax_cross_entropy"] = (p, t) => Loss.CrossEntropy(p, t),
    };

    public static TheoryData<string> Names => [.. s_losses.Keys];

    [Fact]
    public void Reference_values_agree()
    {
        var cases = ReferenceValues.Json("losses.json").GetProperty("cases").EnumerateArray().ToArray();
        cases.Select(c => c.GetProperty("loss").GetString()).Distinct().Should().BeEquivalentTo(s_losses.Keys);
        foreach (var c in cases)
        {
            string name = c.GetProperty("loss").GetString()!;
            double[] prediction = ReferenceValues.Numbers(c.GetProperty("prediction"));
            double[] expected = ReferenceValues.Numbers(c.GetProperty("gradients"));
            var target = c.GetProperty("target");
            bool isClass = target.ValueKind == JsonValueKind.Number;
            double[] targets = isClass ? OneHot(prediction.Length, target.GetInt32()) : ReferenceValues.Numbers(target);

            Check(s_losses[name]);
            if (isClass) Check((p, _) => Loss.CrossEntropy(p, target.GetInt32()));

            void Check(Func<Node[], Node[], Node> function)
            {
                var p = Leaves(prediction);
                var loss = function(p, Leaves(targets));
                loss.Backward();
                loss.Data.ShouldBeNear(c.GetProperty("output").GetDouble(), 1e-13, name);     // logits of -800 cancel
                for (int i = 0; i < p.Length; i++) p[i].Grad.ShouldBeNear(expected[i], 1e-14, $"{name}: gradient {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_on_a_tape_is_the_eager_loss(string name)
    {
        var loss = s_losses[name];
        var random = new Random(5);
        double[] rows = [.. Enumerable.Range(0, 30 * 6).Select(_ => Math.Round(4 * random.NextDouble() - 2, 2))];
        Node[] weights = [0.5, -1.5, 2.0], bias = [0.25];
        Node Function(ReadOnlySpan<Node> row)
        {
            var (x, t) = (row[..3].ToArray(), row[3..].ToArray());
            return loss([.. x.Zip(weights, (xi, w) => xi * w + bias[0])], t) + 0.1 * Loss.L2(weights) + 0.1 * Loss.L1(weights);
        }

        var tape = Tape.Record(6, Function);
        double[] gradient = new double[tape.Parameters.Count];
        double mean = tape.Gradient(rows, gradient);

        var eager = Node.Mean([.. rows.Chunk(6).Select(row => Function(Leaves(row)))]);
        eager.Backward();
        mean.ShouldBeNear(eager.Data, 1e-13, name);
        for (int i = 0; i < gradient.Length; i++) gradient[i].ShouldBeNear(tape.Parameters[i].Grad, 1e-13, $"{name}: {i}");
        weights.Select(weight => weight.Grad).Should().NotContain(0);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void Huber_is_a_parabola_inside_and_a_line_outside(double delta)
    {
        double[] errors = [0, 0.25 * delta, -0.9 * delta, delta, -delta, Math.BitIncrement(delta), 4 * delta, -100 * delta, 1e200];
        foreach (double error in errors)
        {
            Node x = error;
            var y = Loss.Huber([x], [0.0], delta);
            y.Backward();
            double magnitude = Math.Abs(error);
            y.Data.ShouldAgree(magnitude <= delta ? error * error / 2 : delta * (magnitude - delta / 2), 1e-15);
            x.Grad.ShouldAgree(Math.Clamp(error, -delta, delta), 1e-15, because: $"error {error}");
        }
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Huber_of_an_infinite_error_keeps_its_slope(double error)
    {
        Node x = error;
        var y = Loss.Huber([x], [0.0], delta: 2);
        y.Backward();
        y.Data.Should().Be(double.PositiveInfinity);
        x.Grad.Should().Be(2 * Math.Sign(error));
    }

    [Theory]
    [InlineData(1000, 1, 0, 0)]
    [InlineData(1000, 0, 1000, 1)]
    [InlineData(-1000, 1, 1000, -1)]
    [InlineData(-1000, 0, 0, 0)]
    [InlineData(1000, 0.25, 750, 0.75)]
    [InlineData(double.NegativeInfinity, 1, double.PositiveInfinity, -1)]
    public void Binary_cross_entropy_is_finite_far_out(double logit, double target, double expected, double slope)
    {
        Node x = logit;
        var y = Loss.BinaryCrossEntropyWithLogits(x, target);
        y.Backward();
        y.Data.Should().Be(expected);
        x.Grad.Should().Be(slope);
    }

    [Fact]
    public void Cross_entropy_is_finite_far_out()
    {
        foreach (int target in new[] { 0, 1, 2 })
        {
            Node[] logits = [1000.0, -1000.0, 0.0];
            var loss = Loss.CrossEntropy(logits, target);
            loss.Backward();
            loss.Data.Should().Be(new double[] { 0, 2000, 1000 }[target]);
            logits.Select(logit => logit.Grad).Should().Equal(OneHot(3, 0).Zip(OneHot(3, target), (softmax, t) => softmax - t));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_class_that_is_a_node_costs_what_the_same_number_costs(int target)
    {
        Node[] logits = [1.5, -40.0, 900.0], same = [1.5, -40.0, 900.0];
        Node node = target;
        var (loss, expected) = (Loss.CrossEntropy(logits, node), Loss.CrossEntropy(same, target));
        loss.Backward();
        expected.Backward();
        loss.Data.Should().Be(expected.Data);
        logits.Select(logit => logit.Grad).Should().Equal(same.Select(logit => logit.Grad));
        node.Grad.Should().Be(0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void A_node_that_is_not_a_class_gives_NaN_and_no_gradient(double target)
    {
        Node[] logits = [1.5, double.NegativeInfinity, 0.0];
        var loss = Loss.CrossEntropy(logits, (Node)target);
        loss.Backward();
        loss.Data.Should().Be(double.NaN);
        logits.Select(logit => logit.Grad).Should().OnlyContain(gradient => gradient == 0);
    }

    [Fact]
    public void A_class_that_is_a_node_is_another_one_in_every_row_of_a_tape()
    {
        Node w = 0.7;
        var tape = Tape.Record(2, row => Loss.CrossEntropy([w * row[0], 1 - row[0], 0.2], target: row[1]));
        double[] rows = [0.1, 0, 2, 1, -3, 2, 0.5, 0, -1, 1], losses = new double[5];
        tape.Evaluate(rows, losses);
        for (int r = 0; r < losses.Length; r++)
        {
            Node x = rows[2 * r];
            losses[r].ShouldBeNear(Loss.CrossEntropy([w * x, 1 - x, 0.2], (int)rows[2 * r + 1]).Data, 1e-13);
        }
    }

    [Fact]
    public void Two_logits_are_one_logit_and_nothing()
    {
        foreach (double x in new[] { -30, -2.5, 0, 0.1, 7 })
        {
            double one = Loss.BinaryCrossEntropyWithLogits(x, 1.0).Data, zero = Loss.BinaryCrossEntropyWithLogits(x, 0.0).Data;
            Loss.CrossEntropy([x, 0.0], 0).Data.ShouldBeNear(one, 1e-13);
            Loss.CrossEntropy([x, 0.0], 1).Data.ShouldBeNear(zero, 1e-13);
            Loss.BinaryCrossEntropyWithLogits(x, 0.3).Data.ShouldBeNear(0.3 * one + 0.7 * zero, 1e-13);
            Loss.CrossEntropy([x, 0.0], [0.3, 0.7]).Data.ShouldBeNear(0.3 * one + 0.7 * zero, 1e-13);
        }
    }

    [Fact]
    public void The_hinge_at_the_margin_has_no_slope()
    {
        Node score = 1.0;
        var loss = Loss.Hinge(score, 1.0);
        loss.Backward();
        loss.Data.Should().Be(0);
        score.Grad.Should().Be(0);
    }

    [Fact]
    public void A_target_may_be_learned_too()
    {
        Node[] p = [0.5, -2.0], t = [0.25, 1.0];
        Loss.MeanSquaredError(p, t).Backward();
        t.Select(node => node.Grad).Should().Equal(p.Select(node => -node.Grad));
    }

    [Fact]
    public void Penalties_are_one_sum_of_squares_or_of_magnitudes()
    {
        Node[] p = [3.0, -4.0, 0.0];
        var (l2, l1) = (Loss.L2(p), Loss.L1(p));
        (l2 + 10 * l1).Backward();
        (l2.Data, l1.Data).Should().Be((25, 7));
        p.Select(x => x.Grad).Should().Equal(6 + 10, -8 - 10, 0);
        (l2.Value.Inputs.Length, l1.Value.Inputs.Length).Should().Be((3, 3));
        (Loss.L2([]).Data, Loss.L1([]).Data).Should().Be((0, 0));
    }

    [Fact]
    public void NaN_in_NaN_out()
    {
        foreach (var loss in s_losses.Values)
        {
            loss([double.NaN, 1.0], [0.0, 1.0]).Data.Should().Be(double.NaN);
            loss([0.0, 1.0], [double.NaN, 1.0]).Data.Should().Be(double.NaN);
        }
    }

    [Fact]
    public void A_loss_of_one_prediction_is_that_of_a_span_of_one()
    {
        foreach (double error in (double[])[-3.0, -0.5, 0, 0.5, 3.0])
        {
            Check((p, t) => Loss.MeanSquaredError(p, t), (p, t) => Loss.MeanSquaredError([p], [t]));
            Check((p, t) => Loss.MeanAbsoluteError(p, t), (p, t) => Loss.MeanAbsoluteError([p], [t]));
            Check((p, t) => Loss.Huber(p, t), (p, t) => Loss.Huber([p], [t]));
            Check((p, t) => Loss.Huber(p, t, 0.25), (p, t) => Loss.Huber([p], [t], 0.25));

            void Check(Func<Node, Node, Node> ofOne, Func<Node, Node, Node> ofSpan) => Run(ofOne).Should().Be(Run(ofSpan));

            (double, double, double) Run(Func<Node, Node, Node> function)
            {
                Node prediction = 1 + error, target = 1.0;
                var loss = function(prediction, target);
                loss.Backward();
                return (loss.Data, prediction.Grad, target.Grad);
            }
        }
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Node[] one = [1.0], two = [1.0, 2.0];
        foreach (var loss in new Action<Node[], Node[]>[]
        {
            (p, t) => Loss.MeanSquaredError(p, t), (p, t) => Loss.MeanAbsoluteError(p, t), (p, t) => Loss.Huber(p, t),
        })
        {
            ((Action)(() => loss(two, one)))
                .Should().Throw<ArgumentException>().WithMessage("target must be as long as prediction, 2, but its length is 1.*")
                .WithParameterName("target");
            ((Action)(() => loss([], [])))
                .Should().Throw<ArgumentException>().WithMessage("prediction must hold at least 1 node, but was empty.*");
            ((Action)(() => loss([default], one))).Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        }
        ((Action)(() => Loss.Huber(one[0], one[0], 0)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("delta must be finite and above 0, but was 0.*");
        ((Action)(() => Loss.Huber(one, one, -1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("delta must be finite and above 0, but was -1.*");
        ((Action)(() => Loss.Huber(one, one, double.NaN)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("delta must be finite and above 0, but was NaN.*");
        ((Action)(() => Loss.Huber(one, one, double.PositiveInfinity))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Loss.CrossEntropy(two, 2)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("target must be the index of a logit, 0 to 1, but was 2.*");
        ((Action)(() => Loss.CrossEntropy(two, -1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("target must be the index of a logit, 0 to 1, but was -1.*");
        ((Action)(() => Loss.CrossEntropy([], 0)))
            .Should().Throw<ArgumentException>().WithMessage("logits must hold at least 1 node, but was empty.*");
        ((Action)(() => Loss.CrossEntropy(two, one)))
            .Should().Throw<ArgumentException>().WithMessage("targets must be as long as logits, 2, but its length is 1.*");
        ((Action)(() => Loss.Hinge(default, 1.0))).Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        ((Action)(() => Loss.BinaryCrossEntropyWithLogits(1.0, default)))
            .Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        ((Action)(() => Loss.L2(null!))).Should().Throw<ArgumentNullException>().WithParameterName("parameters");
        ((Action)(() => Loss.L1([default]))).Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
    }

    private static Node[] Leaves(double[] numbers) => [.. numbers.Select(number => (Node)number)];

    private static double[] OneHot(int classes, int target) => [.. Enumerable.Range(0, classes).Select(i => i == target ? 1.0 : 0.0)];
}
