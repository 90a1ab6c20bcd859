using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using MicrogradSharp;
using MicrogradSharp.Nn;
using Playground.Charts;

namespace Playground.Tabs.Network;

/// <summary>The network that a state asks for, and the states of networks from files.</summary>
public static class NetworkModel
{
    /// <summary>The length of a file that is read; the largest network of the tab takes less.</summary>
    public const int MostBytes = 100_000;

    private const int Inputs = 2, Outputs = 1;

    /// <summary>Creates the network before its first step.</summary>
    public static MLP Create(NetworkState state, Random random)
    {
        var hidden = HiddenLayer.Parse(state.Layers)!;
        var drawn = new MLP(Inputs, Sizes(hidden), random, hidden.Count == 0 ? Activation.Linear : hidden[0].Activation);
        double[]? weights = ParseWeights(state.Weights, hidden);
        bool isMixed = hidden.Any(layer => layer.Activation != hidden[0].Activation);
        return weights is null && !isMixed ? drawn : Load(Json(hidden, weights ?? Data(drawn.Parameters)));
    }

    /// <summary>A copy of a network, with parameters of its own.</summary>
    public static MLP Copy(MLP model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        return MLP.Load(file);
    }

    /// <summary>The JSON of a network before its first step, as <see cref="MLP.Save(Stream)" /> would write it, on fewer lines.</summary>
    public static string Json(NetworkState state)
    {
        var hidden = HiddenLayer.Parse(state.Layers)!;
        return Json(hidden, ParseWeights(state.Weights, hidden) ?? throw new ArgumentException("state must have weights.", nameof(state)));
    }

    /// <summary>Reads a file, JSON or safetensors, and returns the state that starts with its network.</summary>
    /// <exception cref="FormatException">The file is something else, or a network that the tab cannot show.</exception>
    public static NetworkState Import(byte[] file, NetworkState state)
    {
        if (file.Length > MostBytes) throw new FormatException($"the file is longer than {MostBytes} bytes.");
        bool isSafetensors = file.Length > 8 && file[8] == '{' && file[0] != '{';
        using var stream = new MemoryStream(file);
        var model = isSafetensors ? MLP.LoadSafetensors(stream) : MLP.Load(stream);
        if (model.InputCount != Inputs || model.OutputCount != Outputs)
        {
            throw new FormatException($"the network must have 2 inputs and 1 output, but has {model.InputCount} and {model.OutputCount}.");
        }
        if (model.Layers.Count > HiddenLayer.MostLayers + 1 || model.Layers.Any(layer => layer.Neurons.Count > HiddenLayer.MostNeurons))
        {
            throw new FormatException(
                $"the network must have at most {HiddenLayer.MostLayers} hidden layers of {HiddenLayer.MostNeurons} neurons.");
        }
        if (model.Layers[^1].Neurons[0].Activation != Activation.Linear) throw new FormatException("the last layer must be linear.");
        double[] data = Data(model.Parameters);
        if (!Array.TrueForAll(data, double.IsFinite)) throw new FormatException("a weight is not finite.");
        var hidden = model.Layers.SkipLast(1).Select(layer => new HiddenLayer(layer.Neurons.Count, layer.Neurons[0].Activation));
        return state with { Layers = HiddenLayer.Format([.. hidden]), Weights = FormatWeights(data), Steps = 0 };
    }

    /// <summary>Reads weights from an address. Returns null if the text is something else, or not for these layers.</summary>
    public static double[]? ParseWeights(string text, IReadOnlyList<HiddenLayer> hidden)
    {
        byte[] bytes = new byte[sizeof(double) * ParameterCount(hidden)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out int length) != OperationStatus.Done || length != bytes.Length) return null;
        double[] data = new double[bytes.Length / sizeof(double)];
        for (int i = 0; i < data.Length; i++) data[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(sizeof(double) * i));
        return Array.TrueForAll(data, double.IsFinite) ? data : null;
    }

    /// <summary>Writes weights for an address, every bit of them.</summary>
    public static string FormatWeights(double[] data)
    {
        byte[] bytes = new byte[sizeof(double) * data.Length];
        for (int i = 0; i < data.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double) * i), data[i]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The data of parameters, layer after layer, neuron after neuron, the bias after the weights.</summary>
    public static double[] Data(IReadOnlyList<Node> parameters)
    {
        double[] data = new double[parameters.Count];
        for (int i = 0; i < data.Length; i++) data[i] = parameters[i].Data;
        return data;
    }

    /// <summary>The sizes of all layers, the last one included.</summary>
    public static int[] Sizes(IReadOnlyList<HiddenLayer> hidden) => [.. hidden.Select(layer => layer.Size), Outputs];

    private static int ParameterCount(IReadOnlyList<HiddenLayer> hidden)
    {
        int count = 0, before = Inputs;
        foreach (int size in Sizes(hidden))
        {
            count += (before + 1) * size;
            before = size;
        }
        return count;
    }

    private static MLP Load(string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return MLP.Load(file);
    }

    private static string Json(IReadOnlyList<HiddenLayer> hidden, double[] data)
    {
        int next = 0, before = Inputs;
        var layers = new List<string>();
        foreach (var layer in hidden.Append(new HiddenLayer(Outputs, Activation.Linear)))
        {
            var weights = new List<string>();
            var biases = new List<string>();
            for (int neuron = 0; neuron < layer.Size; neuron++)
            {
                weights.Add($"[{string.Join(',', data.Skip(next).Take(before).Select(NumberFormat.Exact))}]");
                biases.Add(NumberFormat.Exact(data[next + before]));
                next += before + 1;
            }
            string numbers = $"\"weights\":[{string.Join(",\n", weights)}],\"biases\":[{string.Join(',', biases)}]";
            layers.Add($"{{\"activation\":\"{layer.Activation.Name}\",{numbers}}}");
            before = layer.Size;
        }
        string head = $"\"format\":\"microgradsharp/mlp\",\"version\":1,\"inputs\":{Inputs},\"summation\":\"Nary\"";
        return $"{{{head},\"layers\":[{string.Join(",\n", layers)}]}}";
    }
}
