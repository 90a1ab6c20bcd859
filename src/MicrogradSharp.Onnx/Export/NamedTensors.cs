using System.Globalization;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>The tensors of a module, with the names and shapes that its safetensors file has.</summary>
internal static class NamedTensors
{
    public static IEnumerable<ParameterTensor> Of(Module module) =>
        module is MLP network ? OfNetwork(network) : ParameterTensor.Of(module);

    public static IEnumerable<ParameterTensor> OfNetwork(MLP network)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            var neurons = network.Layers[i].Neurons;
            Value[] weights = [.. neurons.SelectMany(neuron => neuron.Weights).Select(weight => weight.Value)];
            yield return new ParameterTensor(NameOf(i, "weight"), [neurons.Count, weights.Length / neurons.Count], weights);
            yield return new ParameterTensor(NameOf(i, "bias"), [neurons.Count], [.. neurons.Select(neuron => neuron.Bias.Value)]);
        }
    }

    /// <summary>PyTorch numbers the modules of a Sequential: the activation after layer i is module 2i + 1.</summary>
    public static string NameOf(int layer, string part) => string.Create(CultureInfo.InvariantCulture, $"{2 * layer}.{part}");
}
