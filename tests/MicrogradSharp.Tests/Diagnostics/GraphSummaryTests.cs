using MicrogradSharp.Diagnostics;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class GraphSummaryTests
{
    [Fact]
    public void It_counts_operators_leaves_depth_and_bytes()
    {
        Node x = 2.0, w = -3.0, b = 1.0;
        var summary = new Graph(Node.Sum(x * w, b * w, b, x * x).Tanh()).Summary();
        summary.Operators.Should().Equal(("*", 3), ("sum", 1), ("tanh", 1));
        (summary.Leaves, summary.Operations, summary.Depth).Should().Be((3, 5, 3));
        summary.ApproximateBytes.Should().Be(8 * 64 + 24 + 4 * 8);
        summary.ToString().Should().Be("""
            operator    count
            *               3
            sum             1
            tanh            1
            operations      5
            leaves          3
            depth           3
            about 568 bytes

            """);
    }

    [Fact]
    public void A_leaf_alone_has_no_operators() => new Graph(1.0).Summary().ToString().Should().Be("""
        operator    count
        operations      0
        leaves          1
        depth           0
        about 64 bytes

        """);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void The_bytes_are_those_that_an_operation_allocates(int inputs)
    {
        var x = new Node[inputs];
        Array.Fill(x, 1.0);
        var y = Node.Sum(x);
        y.Value.ApproximateBytes.Should().Be(Allocated.By(() => Node.Sum(x)));
    }

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1023, "1023 bytes")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(80_000_000, "76.3 MB")]
    [InlineData(long.MaxValue, "8388608 TB")]
    public void Bytes_are_written_in_units(long bytes, string text) => NumberText.Bytes(bytes).Should().Be(text);
}
