using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class NormTests
{
    [Theory, InlineData(true, 1e-5), InlineData(true, 0.5), InlineData(false, 1e-5)]
    public void Rms_norm_is_right_eager_and_recorded(bool affine, double epsilon)
    {
        var module = ModuleContract.Moved(new RmsNorm(4, epsilon, affine));
        var inputs = ModuleContract.Vectors(2, 4);
        ModuleContract.Check(module, inputs, new ReferenceTransformer(module).RmsNorm(inputs, epsilon));
    }

    [Theory, InlineData(true, true, 1e-5), InlineData(true, true, 0.5), InlineData(true, false, 1e-5), InlineData(false, true, 1e-5)]
    public void Layer_norm_is_right_eager_and_recorded(bool affine, bool bias, double epsilon)
    {
        var module = ModuleContract.Moved(new LayerNorm(4, epsilon, affine, bias));
        var inputs = ModuleContract.Vectors(2, 4);
        ModuleContract.Check(module, inputs, new ReferenceTransformer(module).LayerNorm(inputs, epsilon));
    }

    [Fact]
    public void Epsilon_defaults_to_that_of_PyTorch_for_64_bits()
    {
        double eps = Math.BitIncrement(1.0) - 1;
        new RmsNorm(1).Forward(1e-8)[0].Data.Should().BeApproximately(1e-8 / Math.Sqrt(1e-16 + eps), 1e-15);
        double variance = 1e-6;
        new LayerNorm(2).Forward(-1e-3, 1e-3)[1].Data.Should().BeApproximately(1e-3 / Math.Sqrt(variance + 1e-5), 1e-15);
        ModuleContract.Numbers(new RmsNorm(2).Forward(0.0, 0.0)).Should().Equal(0, 0);
        ModuleContract.Numbers(new LayerNorm(2).Forward(3.0, 3.0)).Should().Equal(0, 0);
    }

    [Fact]
    public void Tensors_have_the_names_of_PyTorch_and_start_at_1_and_0()
    {
        ModuleContract.Tensors(new RmsNorm(3)).Should().Equal("weight [3]");
        ModuleContract.Tensors(new LayerNorm(3)).Should().BeEquivalentTo("weight [3]", "bias [3]");
        ModuleContract.Tensors(new LayerNorm(3, bias: false)).Should().Equal("weight [3]");
        ModuleContract.Tensors(new RmsNorm(3, affine: false)).Should().BeEmpty();
        ModuleContract.Tensors(new LayerNorm(3, affine: false)).Should().BeEmpty();
        ModuleContract.Numbers(new RmsNorm(2).Parameters).Should().Equal(1, 1);
        var module = new LayerNorm(2);
        ModuleContract.Numbers(module.Parameters).Should().Equal(1, 1, 0, 0);
        module.Parameters.Should().Equal([.. module.Weight!, .. module.Bias!]);
        new RmsNorm(2).Summary().Parts.Should().Equal(("weight", 2));
        module.Summary().Parts.Should().Equal(("weight", 2), ("bias", 2));
        new RmsNorm(2, affine: false).Summary().Parts.Should().BeEmpty();
    }

    [Fact]
    public void Components_that_are_not_finite_zero_or_huge_give_what_the_documentation_says()
    {
        var (rms, layer) = (new RmsNorm(3), new LayerNorm(3));
        layer.Bias![1].Data = 5;
        Outputs(rms, 1, double.NaN, 2).Should().Equal(double.NaN, double.NaN, double.NaN);
        Outputs(rms, 1, double.NegativeInfinity, 2).Should().Equal(0, double.NaN, 0);
        Outputs(rms, 1, -1e160, 2).Should().Equal(0, 0, 0);
        Outputs(new RmsNorm(3, epsilon: 0), 0, 0, 0).Should().Equal(double.NaN, double.NaN, double.NaN);
        Outputs(layer, 1, double.NaN, 2).Should().Equal(double.NaN, double.NaN, double.NaN);
        Outputs(layer, 1, double.NegativeInfinity, 2).Should().Equal(double.NaN, double.NaN, double.NaN);
        Outputs(layer, 1, -1e160, 2).Should().Equal(0, 5, 0);
        Outputs(layer, 3, 3, 3).Should().Equal(0, 5, 0);
        Outputs(new LayerNorm(3, epsilon: 0), 3, 3, 3).Should().Equal(double.NaN, double.NaN, double.NaN);

        static double[] Outputs(VectorModule module, params double[] x) => ModuleContract.Numbers(module.Forward(ModuleContract.Nodes(x)));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Func<int, double, VectorModule>[] norms =
            [(width, epsilon) => new RmsNorm(width, epsilon), (width, epsilon) => new LayerNorm(width, epsilon)];
        foreach (var make in norms)
        {
            make.Invoking(act => act(0, 1)).Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage("width must be at least 1, but was 0.*");
            make.Invoking(act => act(1, -1)).Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage("epsilon must be finite and at least 0, but was -1.*");
            make.Invoking(act => act(2, 1).Forward(1.0)).Should().Throw<ArgumentException>()
                .WithMessage("inputs must hold 2 nodes, but held 1.*");
        }
    }
}
