using CsCheck;

namespace MicrogradSharp.Tests.Expressions;

/// <summary>Dot products of every length against sums of products.</summary>
public sealed class DotLengthTests
{
    private static readonly Gen<(double Left, double Right)[]> s_vectors = Gen.Select(Gen.Double[-2, 2], Gen.Double[-2, 2]).Array[0, 40];

    [Fact]
    public void Value_and_gradients_are_those_of_a_sum_of_products() => s_vectors.Sample(
        pairs =>
        {
            Node[] left = Array.ConvertAll(pairs, pair => (Node)pair.Left), right = Array.ConvertAll(pairs, pair => (Node)pair.Right);
            var dot = Node.Dot(left, right);
            dot.Data.Should().BeApproximately(pairs.Sum(pair => pair.Left * pair.Right), 1e-13);
            dot.Backward(seed: 1.5);
            left.Select(node => node.Grad).Should().Equal(pairs.Select(pair => 1.5 * pair.Right));
            right.Select(node => node.Grad).Should().Equal(pairs.Select(pair => 1.5 * pair.Left));
        },
        iter: 300);

    [Fact]
    public void A_vector_times_itself_gets_both_gradients() => s_vectors.Sample(
        pairs =>
        {
            Node[] x = Array.ConvertAll(pairs, pair => (Node)pair.Left);
            Node.Dot(x, x).Backward();
            x.Select(node => node.Grad).Should().Equal(pairs.Select(pair => 2 * pair.Left));
        },
        iter: 100);

    [Fact]
    public void A_node_in_both_vectors_gets_its_gradients_in_the_order_of_the_inputs()
    {
        Node x = 0.5, one = 1, large = 1e16, opposite = -1e16;
        Node.Dot([one, x, x], [x, large, opposite]).Backward();
        x.Grad.Should().Be(1, "1e16 and -1e16 are added before 1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Products_of_negative_zero_add_up_to_negative_zero(int length)
    {
        Node[] left = [.. Enumerable.Repeat<Node>(-0.0, length)], right = [.. Enumerable.Repeat<Node>(1.0, length)];
        double.IsNegative(Node.Dot(left, right).Data).Should().BeTrue();
        left[^1] = 0.0;
        double.IsNegative(Node.Dot(left, right).Data).Should().BeFalse();
    }

    [Fact]
    public void A_missing_node_is_an_error_in_either_vector()
    {
        Node[] missing = [1.0, default], whole = [1.0, 2.0];
        var left = () => Node.Dot(missing, whole);
        left.Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        var right = () => Node.Dot(whole, missing);
        right.Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        var sum = () => Node.Sum(1.0, 2.0, default);
        sum.Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
    }
}
