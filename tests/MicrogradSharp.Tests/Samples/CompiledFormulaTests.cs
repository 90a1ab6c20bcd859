using Formulas;

namespace MicrogradSharp.Tests.Samples;

public sealed class CompiledFormulaTests
{
    [Fact]
    public void The_names_are_the_leaves_in_the_order_in_which_they_appear()
    {
        var formula = CompiledFormula.Parse("tanh(x1*w1 + x2*w2 + b) * pi + x1");

        formula.Names.Should().Equal("x1", "w1", "x2", "w2", "b");
    }

    [Fact]
    public void The_graph_has_one_labelled_leaf_for_each_name()
    {
        var (output, leaves) = CompiledFormula.Parse("a*x + x^2").Build(name => name == "x" ? 3 : 5);
        output.Backward();

        output.Data.Should().Be(24);
        leaves.Select(leaf => leaf.Label).Should().Equal("a", "x");
        leaves.Select(leaf => leaf.Grad).Should().Equal(3, 5 + 6);
    }

    [Fact]
    public void A_wrong_formula_does_not_compile()
    {
        var parse = () => CompiledFormula.Parse("a*(b");

        parse.Should().Throw<FormulaException>().Which.Position.Should().Be(4);
    }
}
