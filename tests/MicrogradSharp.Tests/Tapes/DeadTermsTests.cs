using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;

namespace MicrogradSharp.Tests.Tapes;

public sealed class DeadTermsTests
{
    [Fact]
    public void What_no_output_depends_on_is_dropped()
    {
        Node w = 2.0;
        var function = Recorded.Of(3, row =>
        {
            _ = (row[1] * w).Tanh() + 4;
            return row[0] * w;
        });
        var live = DeadTerms.Drop(function);
        live.Terms.Should().HaveCount(3);
        live.Terms.OfType<InputTerm>().Should().ContainSingle().Which.Column.Should().Be(0);
        live.Terms[^1].Should().BeSameAs(live.Outputs[0]);
    }

    [Fact]
    public void The_order_of_what_is_left_stays()
    {
        Node w = 2.0;
        var function = Recorded.Of(1, row =>
        {
            var first = row[0] * w;
            _ = row[0] + 1;
            return first.Tanh() - w;
        });
        var live = DeadTerms.Drop(function);
        live.Terms.Should().Equal(function.Terms.Where(live.Terms.Contains));
        Recorded.Symbols(live).Should().Equal("*", "tanh", "-");
    }

    [Fact]
    public void A_function_without_dead_terms_comes_back_as_it_is()
    {
        var function = Recorded.Of(2, row => row[0] + row[1]);
        DeadTerms.Drop(function).Should().BeSameAs(function);
    }

    [Fact]
    public void Every_output_is_alive()
    {
        var function = Recorded.Of(2, row => [row[0].Tanh(), row[1].Exp(), row[0]]);
        DeadTerms.Drop(function).Terms.Should().HaveCount(4);
    }
}
