using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Operators;

namespace MicrogradSharp.Tests.Tapes;

public sealed class TapeTests
{
    public static TheoryData<int> RowCounts => [1, 2, 7, 8, 9, 100, 129, 1000];

    [Theory, MemberData(nameof(RowCounts))]
    public void Every_pass_over_any_number_of_rows_agrees_with_the_eager_engine(int count)
    {
        Node w = 0.7, v = -1.3, b = 0.2;
        EagerRows.Check(2, row => (w * row[0] + v * row[1] + b).Tanh() * row[1] + w * w, Rows(count, 2));
    }

    [Theory, MemberData(nameof(RowCounts))]
    public void A_network_of_several_outputs_agrees_with_the_eager_engine(int count)
    {
        var model = new MLP(2, [5, 3], random: new Random(3), activation: Activation.Tanh);
        EagerRows.Check(2, row => model.Forward(row), Rows(count, 2));
    }

    [Theory, MemberData(nameof(RowCounts))]
    public void Outputs_may_be_varying_uniform_a_column_a_parameter_and_a_constant(int count)
    {
        Node w = 0.7, v = 2.0;
        EagerRows.Check(3, row => [w * row[1], w * v + w, row[2], v, 4.5, row[1], w * row[1]], Rows(count, 3));
    }

    [Theory, MemberData(nameof(RowCounts))]
    public void A_function_of_the_parameters_alone_is_the_same_for_every_row(int count)
    {
        Node w = 0.7, v = 2.0;
        EagerRows.Check(1, _ => w * v.Exp() + w, Rows(count, 1));
        EagerRows.Check(1, _ => w, Rows(count, 1));
        EagerRows.Check(1, _ => 4.5, Rows(count, 1));
    }

    [Fact]
    public void Outputs_come_in_an_array_of_their_own_as_well()
    {
        Node w = 0.5;
        var tape = Tape.Record(2, row => [w * row[0], row[0] - row[1]]);
        double[] rows = Rows(9, 2), outputs = new double[18];
        tape.Evaluate(rows, outputs);
        tape.Evaluate(rows).Should().Equal(outputs);
        tape.Invoking(t => t.Evaluate(new double[3])).Should().Throw<ArgumentException>().WithParameterName("rows");
    }

    [Fact]
    public void An_output_that_feeds_another_has_a_row_of_its_own_in_the_jacobian()
    {
        Node w = 0.7, v = 2.0;
        EagerRows.Check(
            1,
            row =>
            {
                var inner = (w * row[0]).Tanh();
                var outer = (inner * v + inner).ReLU();
                return [outer, inner, outer];
            },
            Rows(9, 1));
    }

    [Fact]
    public void A_column_itself_has_a_mean_and_no_parameters()
    {
        var tape = Tape.Record(2, row => row[1]);
        tape.Parameters.Should().BeEmpty();
        (tape.Columns, tape.Outputs).Should().Be((2, 1));
        tape.Gradient([1, 2, 3, 4, 5, 9], []).Should().Be(5);
        tape.Jacobian([1, 2], []);
        tape.Backward([1, 2]).Should().Be(2);
    }

    [Fact]
    public void A_column_that_is_not_used_is_not_read()
    {
        Node w = 3.0;
        var tape = Tape.Record(3, row => w * row[1]);
        double[] gradient = new double[1];
        tape.Gradient([double.NaN, 2, double.PositiveInfinity, double.NaN, 4, double.NaN], gradient).Should().Be(9);
        gradient[0].Should().Be(3);
        tape.ToString().Should().Contain("column 1").And.NotContain("column 0").And.NotContain("column 2");
    }

    [Fact]
    public void The_listing_has_no_heading_over_nothing()
    {
        Node w = 3.0;
        Tape.Record(1, row => row[0].Sin()).ToString().Should().NotContain("once a pass").And.Contain("for blocks of");
        Tape.Record(1, row => 2.0).ToString().Should().Contain("once a pass").And.NotContain("for blocks of");
        Tape.Record(1, row => w * row[0]).ToString().Should().Contain("once a pass").And.Contain("for blocks of");
    }

    [Fact]
    public void Parameters_stand_in_the_order_of_first_use_each_once()
    {
        Node a = 1.0, b = 2.0, c = 3.0, unused = 4.0;
        var tape = Tape.Record(1, row => c * row[0] + a * c + (b + a));
        tape.Parameters.Should().Equal(c, a, b);
        tape.Parameters.Should().NotContain(unused);
    }

    [Fact]
    public void Numbers_made_inside_are_constants_and_those_made_outside_are_parameters()
    {
        Node outside = 2.0;
        var tape = Tape.Record(1, row =>
        {
            Node inside = 3.0;
            return inside * outside * row[0] + 5;
        });
        tape.Parameters.Should().Equal(outside);
        tape.Mean([10]).Should().Be(65);
    }

    [Fact]
    public void A_Jacobian_in_a_new_array_has_a_row_for_each_output_of_each_row()
    {
        Node a = 2.0, b = 3.0;
        var tape = Tape.Record(1, row => [a * row[0], b * a]);
        tape.Jacobian([10, 20]).Should().Equal(10, 0, 3, 2, 20, 0, 3, 2);
        ((Action)(() => tape.Jacobian([]))).Should().Throw<ArgumentException>()
            .WithMessage("rows must hold at least 1 row of 1 number, but was empty.*").WithParameterName("rows");
    }

    [Fact]
    public void The_leaves_of_a_value_made_before_the_recording_are_parameters_and_its_operations_run_again()
    {
        Node a = 2.0, b = 3.0;
        var product = a * b;
        Func<ReadOnlySpan<Node>, Node> function = row => product * row[0] + product;
        var tape = Tape.Record(1, function);
        tape.Parameters.Should().Equal(a, b);
        EagerRows.Check(1, function, Rows(9, 1));
        a.Data = 5;
        tape.Mean([1]).Should().Be(30, "the product is computed from the new number");
        Tape.Record(1, _ => product).Parameters.Should().Equal(a, b);
    }

    [Fact]
    public void Shared_subexpressions_get_the_gradients_of_all_their_uses()
    {
        Node w = 0.8;
        EagerRows.Check(
            2,
            row =>
            {
                var shared = (w * row[0]).Tanh();
                var uniform = w.Exp();
                return shared * shared + shared * row[1] + uniform * shared + uniform * uniform + Node.Sum(shared, shared, uniform, w);
            },
            Rows(100, 2));
    }

    [Theory, MemberData(nameof(RowCounts))]
    public void Operators_of_a_user_run_recorded(int count)
    {
        Node w = 0.8, v = -0.4;
        var (cube, blend, squares, difference) = (new Cube(), new Blend(), new SumOfSquares(), new ScaledDifference());
        EagerRows.Check(2, row => Node.From(cube, w * row[0]), Rows(count, 2));
        EagerRows.Check(2, row => Node.From(blend, w, row[0]) + Node.From(blend, row[1], v), Rows(count, 2));
        EagerRows.Check(2, row => Node.From(squares, row[0] * w, v, row[1]), Rows(count, 2));
        EagerRows.Check(2, row => Node.From(difference, row[0] * w, v, row[1]) * Node.From(difference, v, v, row[1] * w), Rows(count, 2));
        EagerRows.Check(2, row => Node.From(difference, w, v) * row[0] + Node.From(cube, w), Rows(count, 2));
    }

    [Fact]
    public void Changed_parameters_are_read_anew_by_every_pass()
    {
        Node w = 2.0;
        var tape = Tape.Record(1, row => w * w * row[0]);
        double[] number = new double[1];
        foreach (double data in (double[])[2, -3, 0.5])
        {
            w.Data = data;
            tape.Mean([10]).Should().Be(10 * data * data);
            tape.Evaluate([10], number);
            number[0].Should().Be(10 * data * data);
            tape.Gradient([10], number);
            number[0].Should().BeApproximately(20 * data, 1e-13);
            tape.Jacobian([10], number);
            number[0].Should().BeApproximately(20 * data, 1e-13);
        }
    }

    [Fact]
    public void Two_tapes_over_the_same_parameters_do_not_disturb_each_other()
    {
        Node w = 2.0, v = 3.0;
        var (first, second) = (Tape.Record(1, row => w * row[0] * v), Tape.Record(1, row => v * row[0] + w));
        first.Backward([5]).Should().Be(30);
        second.Backward([7]).Should().Be(23);
        (w.Grad, v.Grad).Should().Be((15 + 1, 10 + 7));
        first.Mean([5]).Should().Be(30);
    }

    [Fact]
    public void Backward_twice_adds_exactly_twice()
    {
        Node w = 0.1;
        w.Grad = 100;
        var tape = Tape.Record(1, row => w * row[0]);
        tape.Backward([1, 2, 6]);
        tape.Backward([1, 2, 6]);
        w.Grad.Should().Be(106);
    }

    [Fact]
    public void A_mini_batch_is_a_slice_and_larger_buffers_are_left_alone_behind_the_result()
    {
        Node w = 2.0;
        var tape = Tape.Record(2, row => w * row[0] + row[1]);
        double[] rows = [1, 1, 2, 2, 3, 3];
        tape.Mean(rows.AsSpan(2, 2)).Should().Be(6);
        double[] outputs = [9, 9, 9], gradient = [9, 9], jacobian = [9, 9, 9];
        tape.Evaluate(rows.AsSpan(2), outputs);
        tape.Gradient(rows.AsSpan(2), gradient);
        tape.Jacobian(rows.AsSpan(2), jacobian);
        outputs.Should().Equal(6, 9, 9);
        gradient.Should().Equal(2.5, 9);
        jacobian.Should().Equal(2, 3, 9);
    }

    [Fact]
    public void The_function_is_called_once()
    {
        int calls = 0;
        Node w = 1.0;
        var tape = Tape.Record(1, row =>
        {
            calls++;
            return w * row[0];
        });
        tape.Mean(Rows(100, 1));
        tape.Backward(Rows(100, 1));
        calls.Should().Be(1);
    }

    [Fact]
    public void A_million_nodes_record_and_run()
    {
        const int Links = 50_000, Additions = 550_000;     // an addition makes two nodes: the constant and the sum
        Node w = 0.5;
        var tape = Tape.Record(1, row =>
        {
            var y = row[0] * w;
            for (int i = 0; i < Links; i++) y = y.Abs() + row[0];
            for (int i = 0; i < Additions; i++) y += 1.0;
            return y;
        });
        double[] gradient = new double[1];
        tape.Gradient([1], gradient).Should().Be(Links + Additions + 0.5);
        gradient[0].Should().Be(1);
    }

    [Fact]
    public void A_rule_meets_no_number_that_no_row_has_whatever_is_behind_the_last_row()
    {
        var seen = new Seen();
        Node w = 2.0;
        var tape = Tape.Record(3, row => w * row[0] + Node.From(seen, row[1]) * Node.From(seen, row[2]));
        tape.Backward([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        seen.Numbers.Should().BeEquivalentTo([2.0, 3, 5, 6, 8, 9]);
    }

    private static double[] Rows(int count, int columns)
    {
        var random = new Random(count * 100 + columns);
        return [.. Enumerable.Range(0, count * columns).Select(_ => 3 * random.NextDouble() - 1.5)];
    }

    private sealed class Seen : UnaryExpr
    {
        public HashSet<double> Numbers { get; } = [];

        public override string Symbol => "seen";

        protected override double Evaluate(double x)
        {
            Numbers.Add(x);
            return x;
        }

        protected override double Slope(double x, double y) => 1;
    }

    private sealed class Cube : UnaryExpr
    {
        public override string Symbol => "cube";

        protected override double Evaluate(double x) => x * x * x;

        protected override double Slope(double x, double y) => 3 * x * x;
    }

    private sealed class Blend : BinaryExpr
    {
        public override string Symbol => "blend";

        protected override double Evaluate(double left, double right) => left * left + 3 * left * right;

        protected override (double Left, double Right) Slopes(double left, double right, double y) => (2 * left + 3 * right, 3 * left);
    }
}
