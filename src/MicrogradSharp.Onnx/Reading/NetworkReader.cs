using MicrogradSharp.Nn;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>Reads a network from a file whose graph is a chain of layers.</summary>
internal sealed class NetworkReader
{
    private readonly ModelFile _file;
    private readonly int _bytes;
    private readonly Activation[] _activations;
    private ActivationPattern[]? _patterns;

    private NetworkReader(ModelFile file, int bytes, Activation[] activations)
    {
        (_file, _bytes) = (file, bytes);
        _activations = [.. activations, .. Activation.All.Where(known => known != Activation.Linear)];
    }

    /// <exception cref="FormatException">The file is not a model, or not a chain of layers.</exception>
    public static MLP Read(Stream stream, Activation[] activations)
    {
        byte[] bytes = WholeFile.Read(stream);
        var file = ModelFile.Read(bytes);
        var layers = new NetworkReader(file, bytes.Length, activations).Layers();
        int first = layers[0].Linear.Inputs, last = layers[^1].Linear.Biases.Length;
        if (file.InputColumns is { } columns && columns != first) throw Misfit("first", NumberText.Count(columns, "input"), first);
        if (file.OutputColumns is { } outputs && outputs != last) throw Misfit("last", NumberText.Count(outputs, "output"), last);
        for (int i = 1; i < layers.Count; i++)
        {
            int before = layers[i - 1].Linear.Biases.Length, inputs = layers[i].Linear.Inputs;
            if (before == inputs) continue;
            throw new FormatException($"Layer {i + 1} must have {before} inputs, the outputs of the layer before, but has {inputs}.");
        }
        return NetworkParts.Join(layers);
    }

    private static FormatException Misfit(string layer, string columns, int found) =>
        new($"The {layer} layer must have {columns}, as the model, but has {found}.");

    /// <summary>Whether a node changes nothing when a network is used, and keeps the values of a row in one row.</summary>
    private static bool IsIdle(NodeProto node) =>
        ModelFile.IsOf(node, "Identity")
        || ModelFile.IsOf(node, "Dropout") && node.Input.Skip(2).All(trains => trains.Length == 0)
        || ModelFile.IsOf(node, "Flatten") && node.Attribute.All(attribute => attribute.Name != "axis" || attribute.I == 1);

    private string PastIdle(string value)
    {
        for (int passed = 0; passed <= _file.Nodes; passed++)
        {
            if (_file.Producer(value) is not { } node || !IsIdle(node)) return value;
            if (node.Input.Count == 0 || node.Output[0] != value) return value;
            value = node.Input[0];
        }
        return value;
    }

    /// <summary>The layers from the output back to the input, in the order from input to output.</summary>
    private List<(LinearLayer Linear, Activation Activation)> Layers()
    {
        var layers = new List<(LinearLayer Linear, Activation Activation)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string value = PastIdle(_file.Output);
        long numbers = 0;
        while (value != _file.Input)
        {
            if (!seen.Add(value)) throw new FormatException("The nodes of the model must form no circle, but they do.");
            var layer = Layer(value);
            numbers += layer.Linear.Weights.Length + layer.Linear.Biases.Length;
            if (numbers > _bytes)       // a number of a file has at least 4 bytes
            {
                throw new FormatException(
                    "The layers must not share their weights so often that they have more numbers than the file has bytes, "
                    + $"but the file has {_bytes} bytes.");
            }
            layers.Add(layer);
            value = PastIdle(layer.Linear.Input);
        }
        layers.Reverse();
        return layers.Count > 0 ? layers : throw new FormatException("The model must have at least 1 layer, but has none.");
    }

    private (LinearLayer Linear, Activation Activation) Layer(string value)
    {
        if (LinearLayer.Of(_file, value) is { } last) return (last, Activation.Linear);
        _patterns ??= [.. ActivationPattern.Of(_activations)];
        foreach (var pattern in _patterns)
        {
            if (InputOf(pattern, value) is { } linear) return (linear, pattern.Activation);
        }
        string names = string.Join(", ", _activations.Select(activation => activation.Name));
        string operatorType = _file.Producer(value) is { } node ? $"the output of {ShownText.Excerpt(node.OpType)}" : "not computed";
        throw new FormatException(
            $"The model must be a chain of layers (Gemm, or MatMul and Add) and activations ({names}), "
            + $"but {ShownText.Quoted(value)} is {operatorType}, which is neither.");
    }

    private LinearLayer? InputOf(ActivationPattern pattern, string value) =>
        PatternMatch.InputOf(_file, pattern, value) is { } input ? LinearLayer.Of(_file, PastIdle(input)) : null;
}
