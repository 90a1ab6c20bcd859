using Formulas;
using Playground.Tabs.Formula;

namespace MicrogradSharp.Tests.Samples.Playground.Formula;

public sealed class FormulaGraphTests
{
    [Fact]
    public void Leaves_have_their_names_constants_their_numbers_and_operations_letters()
    {
        var graph = FormulaGraph.Of("tanh(x*q + 2)", LeafData.Default);

        Enumerable.Range(0, graph.Count).Select(graph.NameOf).Should().Equal("x", "q", "2", "p", "r", "y");
        graph.Leaves.Select(graph.NameOf).Should().Equal("x", "q");
        graph.IsConstant(2).Should().BeTrue();
        graph.Applied(3, graph.NameOf).Should().Be("x × q");
        graph.Applied(4, node => graph.IsConstant(node) ? "−2" : graph.NameOf(node)).Should().Be("p + (−2)");
        graph.Applied(5, graph.NameOf).Should().Be("tanh(r)");
    }

    [Fact]
    public void A_leaf_may_be_called_y()
    {
        var graph = FormulaGraph.Of("y*y", LeafData.Default);

        graph.NameOf(0).Should().Be("y");
        graph.NameOf(graph.Output).Should().Be("p");
    }

    [Fact]
    public void A_leaf_that_is_set_gives_the_numbers_of_a_new_graph_to_the_last_bit()
    {
        const string Text = "sigmoid(a*b - exp(-a)/c) * a";
        var graph = FormulaGraph.Of(Text, LeafData.Default);
        graph.Set("a", 0.3);
        graph.Set("c", -1.7);

        var fresh = FormulaGraph.Of(Text, LeafData.Default.With("a", 0.3).With("c", -1.7));

        Enumerable.Range(0, graph.Count).Select(i => (graph[i].Data, graph[i].Grad))
            .Should().Equal(Enumerable.Range(0, fresh.Count).Select(i => (fresh[i].Data, fresh[i].Grad)));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_graph_with_too_much_to_draw_has_no_layout(int terms, bool isDrawn)
    {
        var graph = FormulaGraph.Of(string.Join("+", Enumerable.Repeat("a", terms)), LeafData.Default);

        graph.Count.Should().Be(terms);
        (graph.Layout is not null).Should().Be(isDrawn);
    }

    [Fact]
    public void A_megabyte_is_refused()
    {
        var parse = () => FormulaGraph.Of(new string('a', 1_000_000), LeafData.Default);

        parse.Should().Throw<FormulaException>().WithMessage("*expected at most 1000 characters, but there are 1000000.");
    }
}
