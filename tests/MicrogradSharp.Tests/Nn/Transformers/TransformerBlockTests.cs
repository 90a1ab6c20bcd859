using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class TransformerBlockTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void Outputs_and_gradients_are_right_eager_and_recorded(bool bias)
    {
        var module = ModuleContract.Moved(new TransformerBlock(4, 2, new Random(1), hidden: 5, Activation.Tanh, bias));
        var inputs = ModuleContract.Vectors(3, 4);
        ModuleContract.Check(module, inputs, new ReferenceTransformer(module).Block(inputs, 2, Math.Tanh));
    }

    [Fact]
    public void Tensors_have_the_names_of_PyTorch()
    {
        string[] weights =
        [
            "self_attn.in_proj_weight [12, 4]", "self_attn.out_proj.weight [4, 4]", "linear1.weight [16, 4]", "linear2.weight [4, 16]",
            "norm1.weight [4]", "norm2.weight [4]",
        ];
        ModuleContract.Tensors(new TransformerBlock(4, 2, new Random(1), bias: false)).Should().BeEquivalentTo(weights);
        var module = new TransformerBlock(4, 2, new Random(1));
        ModuleContract.Tensors(module).Should().BeEquivalentTo(
        [
            .. weights, "self_attn.in_proj_bias [12]", "self_attn.out_proj.bias [4]", "linear1.bias [16]", "linear2.bias [4]",
            "norm1.bias [4]", "norm2.bias [4]",
        ]);
        module.Summary().Parts.Take(3).Should().Equal(
            ("self_attn.in_proj_weight", 48), ("self_attn.in_proj_bias", 12), ("self_attn.out_proj.weight", 16));
    }

    [Fact]
    public void The_initializer_draws_every_weight()
    {
        var module = new TransformerBlock(2, 1, new Random(1), hidden: 3, initializer: new Initializer("shape", (i, o, _) => 10 * i + o));
        foreach (var (name, parameter) in module.NamedParameters)
        {
            double expected = name switch
            {
                _ when name.StartsWith("self_attn.in_proj_weight") => 26,
                _ when name.StartsWith("self_attn.out_proj.weight") => 22,
                _ when name.StartsWith("linear1.weight") => 23,
                _ when name.StartsWith("linear2.weight") => 32,
                _ when name.StartsWith("norm") && name.Contains("weight") => 1,
                _ => 0,
            };
            parameter.Data.Should().Be(expected, name);
        }
    }

    [Fact]
    public void The_activation_is_ReLU_unless_given()
    {
        var module = ModuleContract.Moved(new TransformerBlock(4, 1, new Random(1)));
        var inputs = ModuleContract.Vectors(2, 4);
        ModuleContract.ShouldBeNear(
            [.. module.Forward(Array.ConvertAll(inputs, ModuleContract.Nodes)).SelectMany(vector => vector)],
            [.. new ReferenceTransformer(module).Block(inputs, 1, x => Math.Max(x, 0)).SelectMany(vector => vector)]);
    }

    [Fact]
    public void The_normalisation_can_be_another()
    {
        var module = new TransformerBlock(4, 2, new Random(1), bias: false, norm: width => new RmsNorm(width, 1e-5, affine: false));
        module.ParameterCount.Should().Be(12 * 16);
        var inputs = ModuleContract.Vectors(1, 4);
        var reference = new ReferenceTransformer(module);
        var h = Plus(inputs, reference.Attention(reference.RmsNorm(inputs, 1e-5), 2, "self_attn."));
        var hidden = reference.Linear(reference.RmsNorm(h, 1e-5), "linear1.");
        var y = Plus(h, reference.Linear([[.. hidden[0].Select(x => Math.Max(x, 0))]], "linear2."));
        ModuleContract.ShouldBeNear(module.Forward(ModuleContract.Nodes(inputs[0])), y[0]);

        static double[][] Plus(double[][] left, double[][] right) => [[.. left[0].Zip(right[0], (a, b) => a + b)]];
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        ((Func<object>)(() => new TransformerBlock(6, 4, new Random(1)))).Should().Throw<ArgumentException>()
            .WithMessage("width must be a multiple of heads, 4, but was 6.*");
        ((Func<object>)(() => new TransformerBlock(4, 4, new Random(1), hidden: 0))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("hidden must be at least 1, but was 0.*");
        ((Func<object>)(() => new TransformerBlock(4, 4, new Random(1), norm: _ => null!))).Should().Throw<ArgumentException>()
            .WithMessage("norm must return a module, but returned null.*");
        var norm = new RmsNorm(4);
        ((Func<object>)(() => new TransformerBlock(4, 4, new Random(1), norm: _ => norm))).Should().Throw<ArgumentException>()
            .WithMessage("norm must return a new module each time, but returned one twice.*");
        var loose = new TransformerBlock(4, 4, new Random(1), norm: _ => new Elementwise(Activation.Linear));
        ((Action)(() => loose.Forward(1.0))).Should().Throw<ArgumentException>().WithMessage("inputs must hold 4 nodes, but held 1.*");
        var stretching = new TransformerBlock(4, 4, new Random(1), norm: _ => new Linear(3, 4, new Random(1)));
        ((Action)(() => stretching.Forward(1.0, 2.0, 3.0))).Should().Throw<ArgumentException>()
            .WithMessage("inputs must hold 4 nodes, but held 3.*");
        ((Action)(() => loose.ForwardNext([1.0, 1.0, 1.0, 1.0], null!))).Should().Throw<ArgumentNullException>().WithParameterName("cache");
    }
}
