using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;

namespace MicrogradSharp.Tests.Tapes;

public sealed class ConstantFoldingTests
{
    [Fact]
    public void Operators_on_constants_become_their_number()
    {
        var folded = Fold(row =>
        {
            Node two = 2.0;
            return row[0] + (two * 3 + 4).Sqrt();
        });
        Recorded.Symbols(folded).Should().Equal("+");
        folded.Outputs[0].Inputs[1].Should().BeOfType<ConstantTerm>().Which.Number.Should().Be(Math.Sqrt(10));
    }

    [Fact]
    public void An_output_may_fold()
    {
        var folded = Fold(_ => Node.Sum(1, 2, 3));
        folded.Outputs[0].Should().BeOfType<ConstantTerm>().Which.Number.Should().Be(6);
    }

    [Fact]
    public void An_operator_without_inputs_is_a_constant() =>
        Fold(row => row[0] + Node.Sum()).Outputs[0].Inputs[1].Should().BeOfType<ConstantTerm>().Which.Number.Should().Be(0);

    [Fact]
    public void Parameters_and_columns_do_not_fold()
    {
        Node w = 2.0;
        Recorded.Symbols(Fold(row => (w + 1).Exp() * row[0] + row[0].Exp() * 2)).Should().Equal("+", "exp", "*", "exp", "*", "+");
    }

    [Fact]
    public void Numbers_that_are_not_finite_fold_too()
    {
        Node zero = 0.0;
        Tape.Record(1, row => row[0] + (Node)0.0 / 0.0).Mean([1]).Should().Be(double.NaN);
        Tape.Record(1, row => row[0] + (Node)1.0 / 0.0).Mean([1]).Should().Be(double.PositiveInfinity);
        Tape.Record(1, row => row[0] + 1 / zero).Parameters.Should().Equal(zero);
    }

    private static RecordedFunction Fold(Func<ReadOnlySpan<Node>, Node> function) =>
        DeadTerms.Drop(ConstantFolding.Fold(Recorded.Of(1, function)));
}
