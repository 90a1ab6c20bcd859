using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class LayerTests
{
    [Fact]
    public void Every_neuron_sees_every_input()
    {
        var layer = new Layer(3, 2, new Random(1), Activation.Linear);
        var y = layer.Forward(1.0, 2.0, 3.0);
        y.Should().HaveCount(2);
        for (int j = 0; j < 2; j++)
        {
            y[j].Data.Should().BeApproximately(layer.Neurons[j].Weights.Select((weight, i) => weight.Data * (i + 1)).Sum(), 1e-15);
        }
        layer.NamedParameters.First().Name.Should().Be("neurons.0.weights.0");
        layer.ToString().Should().Be("Layer of [LinearNeuron(3), LinearNeuron(3)]");
    }

    [Fact]
    public void A_layer_without_neurons_is_refused() =>
        ((Action)(() => _ = new Layer(1, 0, new Random(1))))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("outputs must be at least 1, but was 0.*");
}
