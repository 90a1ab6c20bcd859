namespace MicrogradSharp.Tests;

public sealed class ValueTests
{
    [Fact]
    public void Inputs_are_ordered_and_keep_duplicates()
    {
        Node x = 2.0, y = 3.0;
        (x * x).Value.Inputs.ToArray().Should().Equal(x.Value, x.Value);
        (y - x).Value.Inputs.ToArray().Should().Equal(y.Value, x.Value);
        x.Tanh().Value.Inputs.ToArray().Should().Equal(x.Value);
        Node.Sum(y, x, y).Value.Inputs.ToArray().Should().Equal(y.Value, x.Value, y.Value);
        Node.Sum(x, y).Value.Inputs.ToArray().Should().Equal(x.Value, y.Value);
        Node.Sum(x).Value.Inputs.ToArray().Should().Equal(x.Value);
        Node.Sum().Value.Inputs.Length.Should().Be(0);
        x.Value.Inputs.Length.Should().Be(0);
    }

    [Fact]
    public void A_leaf_has_no_expression()
    {
        Node x = 2.0;
        x.Value.IsLeaf.Should().BeTrue();
        x.Value.Rule.Should().BeNull();
        (x + 1).Value.IsLeaf.Should().BeFalse();
        Node.Sum().Value.IsLeaf.Should().BeFalse("an empty sum is an operation");
    }

    [Fact]
    public void Rules_without_constants_are_shared()
    {
        Node x = 2.0;
        x.Tanh().Value.Rule.Should().BeSameAs((x + 1).Tanh().Value.Rule);
        x.Pow(2).Value.Rule.Should().BeSameAs((x + 1).Pow(2).Value.Rule);
        x.LeakyReLU().Value.Rule.Should().BeSameAs(x.LeakyReLU(0.01).Value.Rule);
        x.ELU().Value.Rule.Should().BeSameAs(x.ELU(1).Value.Rule);
    }

    [Fact]
    public void Symbols_carry_the_constants_of_a_rule()
    {
        Node x = 2.0;
        x.Pow(2.5).Value.Rule!.Symbol.Should().Be("^2.5");
        x.LeakyReLU(0.2).Value.Rule!.Symbol.Should().Be("leaky_relu(0.2)");
        x.ELU(0.7).Value.Rule!.Symbol.Should().Be("elu(0.7)");
        x.Tanh().Value.Rule!.ToString().Should().Be("tanh");
    }
}
