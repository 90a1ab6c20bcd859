namespace MicrogradSharp.Tests;

public sealed class NodeExtensionsTests
{
    [Fact]
    public void Linq_sums_are_one_node()
    {
        Node[] nodes = [1.0, 2.0, 3.0];
        var sum = nodes.Where(node => node.Data > 1).Sum();
        sum.Data.Should().Be(5);
        sum.Value.Rule.Should().BeOfType<Sum>();
        sum.Value.Inputs.Length.Should().Be(2);
    }

    [Fact]
    public void Nothing_sums_to_zero_and_null_is_refused()
    {
        Array.Empty<Node>().Sum().Data.Should().Be(0);
        ((Action)(() => ((IEnumerable<Node>)null!).Sum())).Should().Throw<ArgumentNullException>().WithParameterName("terms");
    }
}
