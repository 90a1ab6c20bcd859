using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class LinearTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void Outputs_and_gradients_are_right_eager_and_recorded(bool bias)
    {
        var module = new Linear(3, 4, new Random(1), bias);
        var inputs = ModuleContract.Vectors(2, 3);
        ModuleContract.Check(module, inputs, new ReferenceTransformer(module).Linear(inputs));
    }

    [Fact]
    public void Tensors_have_the_names_of_PyTorch()
    {
        var module = new Linear(3, 2, new Random(1));
        ModuleContract.Tensors(module).Should().BeEquivalentTo("weight [2, 3]", "bias [2]");
        ModuleContract.Tensors(new Linear(3, 2, new Random(1), bias: false)).Should().BeEquivalentTo("weight [2, 3]");
        module.NamedParameters.Select(named => named.Name).Should().Equal(
            "weight.0.0", "weight.0.1", "weight.0.2", "weight.1.0", "weight.1.1", "weight.1.2", "bias.0", "bias.1");
        module.NamedParameters.Select(named => named.Parameter).Should().Equal([.. module.Weight[0], .. module.Weight[1], .. module.Bias!]);
        module.Summary().Parts.Should().Equal(("weight", 6), ("bias", 2));
    }

    [Fact]
    public void Weights_and_biases_start_as_in_PyTorch_or_as_the_initializer_says()
    {
        double[] numbers = ModuleContract.Numbers(new Linear(16, 500, new Random(1)).Parameters);
        numbers.Should().OnlyContain(number => Math.Abs(number) <= 0.25);
        numbers.Average(number => number * number).Should().BeApproximately(0.25 * 0.25 / 3, 0.001);
        numbers[^500..].Average(number => number * number).Should().BeApproximately(0.25 * 0.25 / 3, 0.003, "biases are drawn too");
        ModuleContract.Numbers(new Linear(16, 500, new Random(1)).Parameters).Should().Equal(numbers);

        var given = new Linear(2, 3, new Random(1), initializer: new Initializer("shape", (inputs, outputs, _) => 10 * inputs + outputs));
        ModuleContract.Numbers(given.Parameters).Should().Equal(23, 23, 23, 23, 23, 23, 0, 0, 0);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        ((Func<object>)(() => new Linear(0, 1, new Random(1)))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("inputs must be at least 1, but was 0.*");
        ((Func<object>)(() => new Linear(1, 0, new Random(1)))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("outputs must be at least 1, but was 0.*");
        ((Func<object>)(() => new Linear(1, 1, null!))).Should().Throw<ArgumentNullException>().WithParameterName("random");
        ((Action)(() => new Linear(2, 1, new Random(1)).Forward(1.0))).Should().Throw<ArgumentException>()
            .WithMessage("inputs must hold 2 nodes, but held 1.*");
        ((Action)(() => new Linear(1, 1, new Random(1)).Forward(default(Node)))).Should().Throw<InvalidOperationException>();
    }
}
