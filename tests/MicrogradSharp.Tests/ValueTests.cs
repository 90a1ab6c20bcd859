using System.Runtime.CompilerServices;

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

    /// <summary>A leaf, and operations of no, one, two and three inputs, two of them in a list.</summary>
    public static TheoryData<string> Shapes => [.. s_shapes.Keys];

    private static readonly Dictionary<string, Func<Node>> s_shapes = new()
    {
        ["leaf"] = () => 2.0,
        ["no input"] = () => Node.Sum(),
        ["one input"] = () => new Node(2.0).Exp(),
        ["one input of an n-ary operator"] = () => Node.Sum(new Node(2.0)),
        ["two inputs"] = () => new Node(2.0) * 3,
        ["two inputs in a list"] = () => Node.Dot([2.0], [3.0]),
        ["three inputs"] = () => Node.Sum(1, 2, 3),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_label_changes_nothing_else(string shape)
    {
        var node = s_shapes[shape]();
        var value = node.Value;
        var inputs = value.Inputs;
        Value[] before = inputs.ToArray();
        double data = value.Data;
        value.Label.Should().BeNull();
        value.Label = "first";
        value.Label.Should().Be("first");
        value.Label = "second";
        value.Label.Should().Be("second");
        inputs.ToArray().Should().Equal(before, "a span over the inputs must stay valid");
        value.Inputs.ToArray().Should().Equal(before);
        value.IsLeaf.Should().Be(shape == "leaf");
        node.Backward();
        value.Data.Should().Be(data);
        value.Label = null;
        value.Label.Should().BeNull();
        value.Inputs.ToArray().Should().Equal(before);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_visit_changes_the_mark_only(string shape)
    {
        var value = s_shapes[shape]().Value;
        Value[] before = value.Inputs.ToArray();
        long traversal = TopologicalOrder.NewMark();
        value.VisitedBy.Should().BeNegative();
        value.TryVisit(traversal, out bool isLeaf).Should().BeTrue();
        isLeaf.Should().Be(shape == "leaf");
        value.VisitedBy.Should().Be(traversal);
        value.TryVisit(traversal, out isLeaf).Should().BeFalse();
        isLeaf.Should().Be(shape == "leaf");
        value.VisitedBy = -traversal;
        value.VisitedBy.Should().Be(-traversal);
        value.IsLeaf.Should().Be(shape == "leaf");
        value.Inputs.ToArray().Should().Equal(before);
    }

    [Fact]
    public void A_label_of_a_product_does_not_keep_it_alive()
    {
        var product = LabelledProduct();
        GC.Collect();
        product.TryGetTarget(out _).Should().BeFalse();
    }

    [Fact]
    public void A_rule_that_gets_a_node_of_another_shape_says_so()
    {
        Node x = 2.0;
        var unary = () => Rule<Exp>.Shared.Forward(Node.Sum(x, x, x).Value);
        unary.Should().Throw<InvalidOperationException>().WithMessage("*1 or 2 inputs*'sum' with 3 inputs*");
        var binary = () => Rule<Mul>.Shared.Forward(x.Exp().Value);
        binary.Should().Throw<InvalidOperationException>().WithMessage("*2 inputs*'exp' with 1 input*");
        var leaf = () => Rule<Exp>.Shared.Forward(x.Value);
        leaf.Should().Throw<InvalidOperationException>().WithMessage("*a leaf*");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Value> LabelledProduct()
    {
        var product = new Node(2.0) * 3;
        product.Label = "product";
        return new WeakReference<Value>(product.Value);
    }
}
