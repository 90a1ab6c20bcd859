using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class CausalSelfAttentionTests
{
    [Theory, InlineData(1, true), InlineData(2, true), InlineData(4, true), InlineData(2, false)]
    public void Outputs_and_gradients_are_right_eager_and_recorded(int heads, bool bias)
    {
        var module = ModuleContract.Moved(new CausalSelfAttention(4, heads, new Random(1), bias));
        var inputs = ModuleContract.Vectors(3, 4);
        ModuleContract.Check(module, inputs, new ReferenceTransformer(module).Attention(inputs, heads));
    }

    [Fact]
    public void A_position_does_not_see_later_ones()
    {
        var module = new CausalSelfAttention(4, 2, new Random(1));
        var inputs = Array.ConvertAll(ModuleContract.Vectors(3, 4), ModuleContract.Nodes);
        var outputs = module.Forward(inputs);
        Node.Sum(outputs[1]).Backward();
        inputs[0].Select(node => node.Grad).Should().NotContain(0);
        inputs[2].Select(node => node.Grad).Should().Equal(0, 0, 0, 0);
        ModuleContract.Numbers(module.Forward(inputs[0])).Should().Equal(ModuleContract.Numbers(outputs[0]), "a vector is a sequence of 1");
    }

    [Theory, InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity)]
    public void A_component_that_is_not_finite_makes_its_position_and_the_later_ones_NaN(double component)
    {
        var module = new CausalSelfAttention(4, 2, new Random(1));
        var inputs = Array.ConvertAll(ModuleContract.Vectors(4, 4), ModuleContract.Nodes);
        inputs[1][2] = component;
        var outputs = module.Forward(inputs);
        ModuleContract.Numbers(outputs[0]).Should().NotContain(double.NaN);
        outputs.Skip(1).SelectMany(ModuleContract.Numbers).Should().OnlyContain(number => double.IsNaN(number));
    }

    [Fact]
    public void Tensors_have_the_names_of_PyTorch()
    {
        var module = new CausalSelfAttention(4, 2, new Random(1));
        ModuleContract.Tensors(module).Should().BeEquivalentTo(
            "in_proj_weight [12, 4]", "in_proj_bias [12]", "out_proj.weight [4, 4]", "out_proj.bias [4]");
        ModuleContract.Tensors(new CausalSelfAttention(4, 2, new Random(1), bias: false)).Should().BeEquivalentTo(
            "in_proj_weight [12, 4]", "out_proj.weight [4, 4]");
        module.Summary().Parts.Should().Equal(
            ("in_proj_weight", 48), ("in_proj_bias", 12), ("out_proj.weight", 16), ("out_proj.bias", 4));
    }

    [Fact]
    public void Parameters_start_as_in_PyTorch_or_as_the_initializer_says()
    {
        const int Width = 16;
        double[] numbers = ModuleContract.Numbers(new CausalSelfAttention(Width, 2, new Random(1)).Parameters);
        numbers[..(3 * Width * Width)].Max().Should().BeApproximately(Math.Sqrt(6.0 / (4 * Width)), 0.005);
        numbers[(3 * Width * Width)..(3 * Width * (Width + 1))].Should().OnlyContain(number => number == 0);
        numbers[(3 * Width * (Width + 1))..^Width].Max().Should().BeApproximately(1 / Math.Sqrt(Width), 0.01);
        numbers[^Width..].Should().OnlyContain(number => number == 0);

        var given = new CausalSelfAttention(2, 1, new Random(1), bias: false, new Initializer("shape", (i, o, _) => 10 * i + o));
        ModuleContract.Numbers(given.Parameters).Should().Equal([.. Enumerable.Repeat(26.0, 12), .. Enumerable.Repeat(22.0, 4)]);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        ((Func<object>)(() => new CausalSelfAttention(6, 4, new Random(1)))).Should().Throw<ArgumentException>()
            .WithMessage("width must be a multiple of heads, 4, but was 6.*");
        ((Func<object>)(() => new CausalSelfAttention(0, 1, new Random(1)))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("width must be at least 1, but was 0.*");
        ((Func<object>)(() => new CausalSelfAttention(1, 0, new Random(1)))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("heads must be at least 1, but was 0.*");
        ((Func<object>)(() => new CausalSelfAttention(1, 1, null!))).Should().Throw<ArgumentNullException>().WithParameterName("random");

        var module = new CausalSelfAttention(2, 1, new Random(1));
        ((Action)(() => module.Forward([[1.0, 2.0], [3.0]]))).Should().Throw<ArgumentException>()
            .WithMessage("inputs must hold 2 nodes, but held 1.*");
        ((Action)(() => module.Forward(Array.Empty<Node[]>()))).Should().Throw<ArgumentException>()
            .WithMessage("sequence must hold at least 1 vector, but was empty.*");
        ((Action)(() => module.Forward([[1.0, 2.0], null!]))).Should().Throw<ArgumentException>()
            .WithMessage("sequence[1] must be a vector, but was null.*");
        ((Action)(() => module.ForwardNext([1.0, 2.0], null!))).Should().Throw<ArgumentNullException>().WithParameterName("cache");
    }
}
