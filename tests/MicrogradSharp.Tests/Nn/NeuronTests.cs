using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class NeuronTests
{
    [Theory]
    [InlineData(Summation.Nary)]
    [InlineData(Summation.Chained)]
    public void A_neuron_is_the_activation_of_a_weighted_sum(Summation summation)
    {
        var neuron = new Neuron(2, new Random(1), Activation.Tanh, summation: summation);
        neuron.Weights[0].Data = -3;
        neuron.Weights[1].Data = 1;
        neuron.Bias.Data = 6.8813735870195432;
        var y = neuron.Forward(2.0, 0.0);
        y.Backward();
        y.Data.Should().BeApproximately(0.7071067811865477, 1e-15);
        neuron.Weights[0].Grad.Should().BeApproximately(1, 1e-14);
        neuron.Bias.Grad.Should().BeApproximately(0.5, 1e-14);
        neuron.ToString().Should().Be("TanhNeuron(2)");
        neuron.ParameterCount.Should().Be(3);
    }

    [Fact]
    public void A_neuron_needs_a_source_of_randomness()
    {
        ((Action)(() => _ = new Neuron(2, null!))).Should().Throw<ArgumentNullException>().WithParameterName("random");
        ((Action)(() => _ = new Neuron(0, new Random(1))))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("inputs must be at least 1, but was 0.*");
    }
}
