using Playground.Tabs.Formula;

namespace MicrogradSharp.Tests.Samples.Playground.Formula;

public sealed class WalkTests
{
    private static readonly LeafData s_data = LeafData.Default.With("x", 3).With("w", -2);

    [Theory]
    [InlineData("tanh(w*x + x*x) / (1 + exp(x)) + max(w, x, 1)")]
    [InlineData("x")]
    [InlineData("log(w)*x")]
    [InlineData("relu(w)*x^3")]
    public void The_last_step_has_the_gradients_of_the_backward_pass_to_the_last_bit(string text)
    {
        var graph = FormulaGraph.Of(text, s_data);
        var walk = new Walk(graph);

        var end = walk.At(walk.Count - 1);

        end.Gradients.Select(gradient => gradient ?? 0).Should().Equal(Enumerable.Range(0, graph.Count).Select(i => graph[i].Grad));
        walk.Count.Should().Be(1 + Enumerable.Range(0, graph.Count).Count(i => !graph.IsLeaf(i)) + 1 + graph.Edges + 1);
    }

    [Fact]
    public void Each_step_says_its_numbers()
    {
        var walk = new Walk(FormulaGraph.Of("w*x + x", s_data));

        string[] texts = [.. Enumerable.Range(0, walk.Count).Select(i => string.Concat(walk.At(i).Formula.Select(part => part.Text)))];

        texts.Should().Equal(
            "w = −2.0000,  x = 3.0000",
            "p = w × x = (−2.0000) × 3.0000 = −6.0000",
            "y = p + x = (−6.0000) + 3.0000 = −3.0000",
            "∂y/∂y = 1",
            "∂y/∂p = ∂y/∂y · ∂y/∂p = 1.0000 · 1.0000 = 1.0000",
            "∂y/∂x = ∂y/∂y · ∂y/∂x = 1.0000 · 1.0000 = 1.0000",
            "∂y/∂w = ∂y/∂p · ∂p/∂w = 1.0000 · 3.0000 = 3.0000",
            "∂y/∂x += ∂y/∂p · ∂p/∂x = 1.0000 · (−2.0000) = −2.0000",
            "∂y/∂w = 3.0000,  ∂y/∂x = −1.0000");
        walk.At(7).Note.Should().Be(
            "p = w × x. Its slope by x is the other factor, w. "
            + "x is used more than once, so the parts add up: 1.0000 + (−2.0000) = −1.0000.");
        walk.At(1).Computed.Should().Be(3);
        walk.At(4).Gradients.Should().Equal(null, null, 1.0, 1.0);
        walk.At(-5).Should().BeEquivalentTo(walk.At(0));
        walk.At(99).Should().BeEquivalentTo(walk.At(8));
    }

    [Fact]
    public void The_last_step_of_the_longest_formula_survives_its_address()
    {
        string text = string.Join('+', Enumerable.Repeat("x", FormulaState.LongestText / 2));
        int last = new Walk(FormulaGraph.Of(text, s_data)).Count - 1;
        var state = new FormulaState(text, s_data) { View = FormulaView.Walk, Step = last };

        last.Should().BeGreaterThan(1000);
        FormulaState.Parse(state.Format()).Step.Should().Be(last);
    }

    [Fact]
    public void A_factor_used_twice_gets_two_shares()
    {
        var graph = FormulaGraph.Of("x*x", s_data);

        new ChainRuleText(graph).Shares(graph.Output, 2).Should().Equal(6, 6);
    }
}
