using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;

namespace MicrogradSharp.Tests.Tapes;

public sealed class BroadcastingTests
{
    private readonly Node _w = 2.0;

    [Fact]
    public void A_uniform_input_of_a_varying_operator_is_repeated_before_it()
    {
        var function = Insert(row => Node.Max(row[0], _w));
        Recorded.Symbols(function).Should().Equal("broadcast", "max");
        function.Outputs[0].Inputs.Should().OnlyContain(input => input.IsVarying);
        function.Outputs[0].Inputs[1].Should().BeOfType<BroadcastTerm>().Which.Inputs[0].Should().BeOfType<ParameterTerm>();
    }

    [Fact]
    public void A_value_is_repeated_once_for_all_its_uses() =>
        Recorded.Symbols(Insert(row => Node.Max(Node.Max(row[0], _w), row[1] / _w, _w))).Should().Equal("broadcast", "max", "/", "max");

    [Fact]
    public void Operators_on_uniform_values_alone_and_on_varying_ones_alone_stay()
    {
        var function = Recorded.Of(2, row => [row[0] * row[1], _w * _w]);
        Insert(row => [row[0] * row[1], _w * _w]).Terms.Should().HaveCount(function.Terms.Count);
    }

    [Fact]
    public void A_uniform_output_stays_uniform() => Insert(row => [row[0] / _w, _w]).Outputs[1].Should().BeOfType<ParameterTerm>();

    [Fact]
    public void An_affine_term_keeps_its_uniform_weights()
    {
        var function = Broadcasting.Insert(AffineFusion.Fuse(Recorded.Of(2, row => _w * row[0] + 1)));
        Recorded.Symbols(function).Should().Equal("affine");
    }

    [Fact]
    public void The_gradient_of_a_repeated_value_is_the_sum_over_the_rows() =>
        EagerRows.Check(2, row => Node.Max(row[0], _w) / _w + Node.Atan2(_w, row[1]), [.. Enumerable.Range(1, 200).Select(i => 0.05 * i)]);

    private static RecordedFunction Insert(Func<ReadOnlySpan<Node>, Node> function) => Insert(row => [function(row)]);

    private static RecordedFunction Insert(Func<ReadOnlySpan<Node>, Node[]> function) => Broadcasting.Insert(Recorded.Of(2, function));
}
