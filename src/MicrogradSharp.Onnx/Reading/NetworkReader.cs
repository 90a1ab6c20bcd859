using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>Reads a network from a file whose graph is a chain of layers.</summary>
internal sealed class NetworkReader
{
    /// <summary>Nodes that change nothing when a network is used, with the values of one row in one row.</summary>
    private static readonly string[] s_idle = ["Identity", "Dropout", "Flatten"];

    private readonly ModelFile _file;
    private readonly Activation[] _activations;

    private NetworkReader(ModelFile file, Activation[] activations)
    {
        _file = file;
        _activations = [.. activations, .. Activation.All.Where(known => known != Activation.Linear)];
    }

    /// <exception cref="FormatException">The file is not a model, or not a chain of layers.</exception>
    public static MLP Read(Stream stream, Activation[] activations)
    {
        var file = ModelFile.Read(WholeFile.Read(stream));
        var layers = new NetworkReader(file, activations).Layers();
        for (int i = 1; i < layers.Count; i++)
        {
            int before = layers[i - 1].Linear.Biases.Length, inputs = layers[i].Linear.Inputs;
            if (before == inputs) continue;
            throw new FormatException($"Layer {i + 1} must have {before} inputs, the outputs of the layer before, but has {inputs}.");
        }
        return NetworkParts.Join(layers);
    }

    private string PastIdle(string value)
    {
        for (int passed = 0; passed <= _file.Nodes; passed++)
        {
            if (_file.Producer(value) is not { } node || !Array.Exists(s_idle, idle => ModelFile.IsOf(node, idle))) return value;
            if (node.Input.Count == 0 || node.Output[0] != value) return value;
            value = node.Input[0];
        }
        return value;
    }

    /// <summary>The layers from the output back to the input, in the order from input to output.</summary>
    private List<(LinearLayer Linear, Activation Activation)> Layers()
    {
        var layers = new List<(LinearLayer Linear, Activation Activation)>();
        string value = PastIdle(_file.Output);
        while (value != _file.Input)
        {
            if (layers.Count > _file.Nodes) throw new FormatException("The nodes of the model must form no circle, but they do.");
            var layer = Layer(value);
            layers.Insert(0, layer);
            value = PastIdle(layer.Linear.Input);
        }
        return layers.Count > 0 ? layers : throw new FormatException("The model must have at least 1 layer, but has none.");
    }

    private (LinearLayer Linear, Activation Activation) Layer(string value)
    {
        if (LinearLayer.Of(_file, value) is { } last) return (last, Activation.Linear);
        foreach (var pattern in ActivationPattern.Of(_activations))
        {
            if (InputOf(pattern, value) is { } linear) return (linear, pattern.Activation);
        }
        string names = string.Join(", ", _activations.Select(activation => activation.Name));
        string operatorType = _file.Producer(value) is { } node ? $"the output of {ShownText.OneLine(node.OpType)}" : "not computed";
        throw new FormatException(
            $"The model must be a chain of layers (Gemm, or MatMul and Add) and activations ({names}), "
            + $"but {ModelFile.Quoted(value)} is {operatorType}, which is neither.");
    }

    private LinearLayer? InputOf(ActivationPattern pattern, string value) =>
        PatternMatch.InputOf(_file, pattern, value) is { } input ? LinearLayer.Of(_file, PastIdle(input)) : null;
}
