using System.Globalization;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>The tensors of a module, with the names and shapes that its safetensors file has.</summary>
internal static class NamedTensors
{
    public static IEnumerable<(string Name, int[] Shape, Node[] Parameters)> Of(Module module) =>
        module is MLP network ? OfNetwork(network) : OfNames(module);

    /// <summary>PyTorch numbers the modules of a Sequential: the activation after layer i is module 2i + 1.</summary>
    public static IEnumerable<(string Name, int[] Shape, Node[] Parameters)> OfNetwork(MLP network)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            var neurons = network.Layers[i].Neurons;
            string layer = (2 * i).ToString(CultureInfo.InvariantCulture);
            Node[] weights = [.. neurons.SelectMany(neuron => neuron.Weights)];
            yield return ($"{layer}.weight", [neurons.Count, weights.Length / neurons.Count], weights);
            yield return ($"{layer}.bias", [neurons.Count], [.. neurons.Select(neuron => neuron.Bias)]);
        }
    }

    /// <summary>The numbers at the end of a parameter's name are its place in a tensor.</summary>
    private static IEnumerable<(string Name, int[] Shape, Node[] Parameters)> OfNames(Module module)
    {
        foreach (var tensor in module.NamedParameters.GroupBy(named => Split(named.Name).Name))
        {
            var elements = tensor.Select(named => (Split(named.Name).Index, named.Parameter)).ToArray();
            int rank = elements[0].Index.Length;
            if (!Array.TrueForAll(elements, element => element.Index.Length == rank)) throw Incomplete(tensor.Key, elements.Length);
            long[] sizes = [.. Enumerable.Range(0, rank).Select(d => elements.Max(element => element.Index[d] + 1L))];
            long places = sizes.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));
            if (places != elements.Length) throw Incomplete(tensor.Key, elements.Length);
            int[] shape = Array.ConvertAll(sizes, size => (int)size);
            var parameters = new Node[elements.Length];
            bool[] isTaken = new bool[elements.Length];
            foreach (var (index, parameter) in elements)
            {
                int place = 0;
                for (int d = 0; d < rank; d++) place = place * shape[d] + index[d];
                if (isTaken[place]) throw Incomplete(tensor.Key, elements.Length);
                (parameters[place], isTaken[place]) = (parameter, true);
            }
            yield return (tensor.Key, shape, parameters);
        }
    }

    private static (string Name, int[] Index) Split(string name)
    {
        string[] parts = name.Split('.');
        int end = parts.Length;
        var index = new List<int>();
        while (end > 1 && int.TryParse(parts[end - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            index.Insert(0, number);
            end--;
        }
        return (string.Join('.', parts[..end]), [.. index]);
    }

    private static InvalidOperationException Incomplete(string name, int count) => new(
        $"The numbers at the end of the names {name}.… must fill a tensor, each place once, but those of the "
        + $"{NumberText.Count(count, "parameter")} do not.");
}
