using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Operators;

namespace MicrogradSharp.Tests.Tapes;

public sealed class StopAtNonFiniteTests
{
    private readonly Node _w = new(2.0, "w");

    public static TheoryData<int> Threads => [1, 2, -1];

    [Theory]
    [MemberData(nameof(Threads))]
    public void The_first_row_with_a_bad_value_is_named_with_the_operation_and_its_inputs(int threads)
    {
        var tape = Record(threads, row => (_w * row[0]).Log() * row[1]);
        double[] rows = [.. Enumerable.Repeat(1.0, 2 * 1000)];
        (rows[2 * 700], rows[2 * 900]) = (-3, -4);
        double[] outputs = new double[1000], gradient = [5.0];
        _w.Grad = 7;
        Action[] passes =
            [() => tape.Mean(rows), () => tape.Evaluate(rows, outputs), () => tape.Gradient(rows, gradient), () => tape.Backward(rows)];
        foreach (var pass in passes)
        {
            var thrown = pass.Should().Throw<NonFiniteException>().Which;
            thrown.Row.Should().Be(700);
            thrown.Value!.Symbol.Should().Be("log");
            thrown.Message.Should().Be(
                "The tape gave NaN or an infinity in row 700: v4 = log(v3 = -6) gave NaN; it reaches the output through *.");
        }
        _w.Grad.Should().Be(7, "a gradient that is not finite is not added");
        _w.Data.Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void A_gradient_alone_is_enough(int threads)
    {
        Node unlabelled = 0.0;
        var tape = Record(threads, row => ((unlabelled * row[0]).ReLU() + row[1]).Sqrt());
        double[] rows = [1, 1, 2, 0, 3, 0];
        tape.Mean(rows).Should().BeApproximately(1.0 / 3, 1e-15, "the values are finite");
        ((Action)(() => tape.Backward([1, 1]))).Should().NotThrow();
        ((Action)(() => tape.Backward([0, 1, 5, 0]))).Should().NotThrow("the slope of 0 stops it on a tape too");
        Node other = 0.0;
        tape = Record(threads, row => (other + row[0]).Sqrt() + row[1].Sqrt());
        ((Action)(() => tape.Backward([1, 0, 0, 1]))).Should().Throw<NonFiniteException>()
            .WithMessage(
                "The tape gave NaN or an infinity in row 1: v4 = sqrt(v3 = 0) gave the gradient ∞ to v3, with 1 from above; "
                + "the operation reaches the output through +.");
        ((Action)(() => tape.Backward([0, 0])))
            .Should().Throw<NonFiniteException>("the other root comes first, but no parameter is below it")
            .WithMessage("*row 0: v4 = sqrt(v3 = 0) *");
        ((Action)(() => tape.Backward([1, 0])))
            .Should().NotThrow("the slope is infinite for a number of the row only, which has no gradient");
    }

    [Fact]
    public void The_derivatives_of_a_jacobian_are_searched()
    {
        var tape = Record(1, row => (_w * row[0]).Log() * row[1]);
        double[] jacobian = new double[2];
        tape.Jacobian([-1, 3, -2, 5], jacobian);
        jacobian.Should().Equal([1.5, 2.5], "the logarithm is NaN there, and its slope is not");
        ((Action)(() => tape.Jacobian([-1, 3, 0, 5], jacobian))).Should().Throw<NonFiniteException>().Which.Row.Should().Be(1);
    }

    [Fact]
    public void A_parameter_that_went_wrong_is_a_leaf_with_its_label_or_its_index()
    {
        Node p = 1.0;
        var tape = Record(1, row => _w * row[0] + p);
        p.Data = double.NaN;
        ((Action)(() => tape.Mean([1, 2])))
            .Should().Throw<NonFiniteException>().WithMessage("*row 0: the leaf p1 is NaN; it reaches the output through +.");
        (p.Data, _w.Data) = (0, double.PositiveInfinity);
        ((Action)(() => tape.Mean([1, 2]))).Should().Throw<NonFiniteException>().WithMessage("*row 0: the leaf w is ∞; *");
        (p.Label, _w.Label).Should().Be((null, "w"));
        _w.Data = 1;
        tape.Mean([1, 2]).Should().Be(1);
        ((Action)(() => tape.Mean([1, 2, double.NaN, 0])))
            .Should().Throw<NonFiniteException>().WithMessage("*row 1: the leaf x0 is NaN; *");
    }

    [Fact]
    public void Several_outputs_and_outputs_that_ignore_the_row_are_searched()
    {
        Node q = new(-1.0, "q");
        var tape = Tape.Record(1, row => new[] { row[0], q.Log(), _w / row[0] }, new TapeOptions { StopAtNonFinite = true });
        double[] outputs = new double[6];
        ((Action)(() => tape.Evaluate([1, 0], outputs)))
            .Should().Throw<NonFiniteException>().WithMessage("*row 0: v1 = log(q = -1) gave NaN; it is the output.");
        q.Data = 1;
        ((Action)(() => tape.Evaluate([1, 0], outputs)))
            .Should().Throw<NonFiniteException>().WithMessage("*row 1: v2 = (w = 2) / (x0 = 0) gave ∞; it is the output.");
        tape.Evaluate([1, 2], outputs);
        outputs.Should().Equal(1, 0, 2, 2, 0, 1);
    }

    [Fact]
    public void A_sum_that_overflows_over_finite_rows_names_no_row()
    {
        var tape = Record(1, row => _w * row[0]);
        var thrown = ((Action)(() => tape.Mean([8e307, 0, 8e307, 0]))).Should().Throw<NonFiniteException>().Which;
        (thrown.Row, thrown.Value).Should().Be((null, null));
        thrown.Message.Should().Contain("the sum over the rows overflowed");
    }

    [Fact]
    public void Branches_that_are_not_taken_are_not_to_blame()
    {
        var tape = Record(1, row => Node.Where(row[0], row[0].Log(), 1) * _w.Sqrt());
        tape.Backward([1, 0, -1, 0]);
        _w.Data = 0;
        ((Action)(() => tape.Backward([1, 0, -1, 0])))
            .Should().Throw<NonFiniteException>().WithMessage("*row 1: v* = sqrt(w = 0) gave the gradient ∞ to w*");
    }

    [Fact]
    public void Rules_of_the_user_are_searched_with_the_labels_of_the_recording()
    {
        var tape = Record(1, row =>
        {
            var squares = Node.From(new SumOfSquares(), _w, row[0], row[1]);
            squares.Label = "squares";
            return squares - 1;
        });
        ((Action)(() => tape.Mean([1, 1e200])))
            .Should().Throw<NonFiniteException>()
            .WithMessage("*squares = sumsq(w = 2, x0 = 1, x1 = 1e200) gave ∞; it reaches the output through -.");
    }

    [Fact]
    public void The_line_is_given_if_it_was_remembered()
    {
        Tape tape;
        using (NodeOrigin.Remember()) tape = Record(1, row => row[0].Log());
        ((Action)(() => tape.Mean([-1, 0]))).Should().Throw<NonFiniteException>().WithMessage(
            "*gave NaN (made at StopAtNonFiniteTests.cs* in The_line_is_given_if_it_was_remembered); it is the output.");
    }

    [Fact]
    public void Without_the_option_a_pass_returns_what_it_computed()
    {
        var tape = Tape.Record(1, row => row[0].Log());
        tape.Mean([-1.0]).Should().Be(double.NaN);
        new TapeOptions().StopAtNonFinite.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Finite_passes_give_the_same_bits_with_and_without(int threads)
    {
        var model = new MLP(2, [8, 1], random: new Random(3));
        Node Function(ReadOnlySpan<Node> row) => model.Forward(row)[0].Tanh();
        var random = new Random(1);
        double[] rows = [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble())];
        var (watched, plain) = (Record(threads, Function), Tape.Record(2, Function, new TapeOptions { MaxDegreeOfParallelism = threads }));
        double[] first = new double[model.ParameterCount], second = new double[model.ParameterCount];
        watched.Gradient(rows, first).Should().Be(plain.Gradient(rows, second));
        first.Should().Equal(second);
        watched.ToString().Should().Be(plain.ToString());
    }

    [Fact]
    public void Several_threads_may_search_at_once()
    {
        var tape = Record(1, row => (_w * row[0]).Log());
        Parallel.For(0, 16, i =>
        {
            double[] rows = [.. Enumerable.Repeat(1.0, 2 * 20)];
            rows[2 * i] = -i - 1;
            ((Action)(() => tape.Gradient(rows, new double[1]))).Should().Throw<NonFiniteException>().Which.Row.Should().Be(i);
        });
    }

    [Fact]
    public void A_search_does_not_mark_the_values_that_other_threads_may_traverse()
    {
        Value recorded = null!;
        var tape = Record(1, row =>
        {
            var y = (_w * row[0]).Log();
            recorded = y.Value;
            return y;
        });
        long before = recorded.VisitedBy, parameterBefore = _w.Value.VisitedBy;
        ((Action)(() => tape.Mean([-1, 0]))).Should().Throw<NonFiniteException>();
        (recorded.VisitedBy, _w.Value.VisitedBy).Should().Be((before, parameterBefore));
    }

    private static Tape Record(int threads, Func<ReadOnlySpan<Node>, Node> function) =>
        Tape.Record(2, function, new TapeOptions { StopAtNonFinite = true, MaxDegreeOfParallelism = threads });
}
