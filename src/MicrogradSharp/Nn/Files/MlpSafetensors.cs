using System.Globalization;

namespace MicrogradSharp.Nn;

/// <summary>
/// Reads and writes a network as the <c>state_dict</c> of the same <c>nn.Sequential(Linear, Tanh, Linear, Tanh, …)</c> of PyTorch.
/// </summary>
internal static class MlpSafetensors
{
    private const string Version = "1";

    public static void Write(Stream stream, MLP model, SafetensorsType type)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",      // customary for names and shapes of PyTorch
            ["model"] = MlpJson.Format,
            ["version"] = Version,
            ["summation"] = model.Summation.ToString(),
        };
        var tensors = new Dictionary<string, SafetensorsTensor>();
        for (int i = 0; i < model.Layers.Count; i++)
        {
            var neurons = model.Layers[i].Neurons;
            metadata.Add(Name(i, "activation"), SavedActivation.NameOf(neurons[0].Activation));
            double[] weights = [.. neurons.SelectMany(neuron => neuron.Weights).Select(weight => weight.Data)];
            double[] biases = [.. neurons.Select(neuron => neuron.Bias.Data)];
            tensors.Add(Name(i, "weight"), SafetensorsTensor.From(weights, type, neurons.Count, weights.Length / neurons.Count));
            tensors.Add(Name(i, "bias"), SafetensorsTensor.From(biases, type, neurons.Count));
        }
        new SafetensorsFile(metadata, tensors).Write(stream);
    }

    /// <exception cref="FormatException">The file is not a saved network.</exception>
    /// <exception cref="ArgumentException">
    /// The file names no activations, and the number of <paramref name="activations"/> does not match its layers.
    /// </exception>
    public static MLP Read(Stream stream, ReadOnlySpan<Activation> activations)
    {
        SavedActivation.Check(activations);
        byte[] bytes = WholeFile.Read(stream);
        ParameterFile.CheckIsNotJson(bytes);
        var file = SafetensorsFile.Read(bytes);
        var tensors = ReadLayers(file);
        bool isOurs = file.Metadata.GetValueOrDefault("model") == MlpJson.Format;
        if (isOurs && Metadata(file, "version") is var version && version != Version)
        {
            throw new FormatException($"{Place("version")} must be {Version}, but was {ShownText.Quoted(version)}.");
        }
        var summation = isOurs ? MlpJson.ReadSummation(Metadata(file, "summation"), Place("summation")) : Summation.Nary;
        var layers = new Layer[tensors.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            string name = Name(i, "activation");
            var activation = isOurs
                ? SavedActivation.Find(Metadata(file, name), Place(name), activations)
                : Unnamed(i, layers.Length, activations);
            layers[i] = MakeLayer(tensors[i].Weights.ToArray(), tensors[i].Biases.ToArray(), activation, summation);
        }
        return new MLP(layers);
    }

    /// <summary>Loads the parameters of a file into a network.</summary>
    /// <exception cref="FormatException">The file does not hold a network of the same shape. The parameters are unchanged.</exception>
    public static void ReadInto(MLP model, ReadOnlyMemory<byte> file)
    {
        var tensors = ReadLayers(SafetensorsFile.Read(file));
        if (tensors.Length != model.Layers.Count)
        {
            throw new FormatException($"The file must hold {model.Layers.Count} layers, as the network does, but holds {tensors.Length}.");
        }
        for (int i = 0; i < tensors.Length; i++)
        {
            var neurons = model.Layers[i].Neurons;
            var (outputs, inputs) = (neurons.Count, neurons[0].Weights.Count);
            long[] shape = tensors[i].Weights.Shape;
            if (shape[0] != outputs || shape[1] != inputs)
            {
                throw new FormatException(
                    $"{Tensor(Name(i, "weight"))}.shape must be [{outputs}, {inputs}], as in the network, but was {Shape(shape)}.");
            }
        }
        for (int i = 0; i < tensors.Length; i++)
        {
            double[] weights = tensors[i].Weights.ToArray(), biases = tensors[i].Biases.ToArray();
            int w = 0, b = 0;
            foreach (var neuron in model.Layers[i].Neurons)
            {
                foreach (var weight in neuron.Weights) weight.Data = weights[w++];
                neuron.Bias.Data = biases[b++];
            }
        }
    }

    /// <summary>Returns the tensors of each layer, and checks that they make a network.</summary>
    private static (SafetensorsTensor Weights, SafetensorsTensor Biases)[] ReadLayers(SafetensorsFile file)
    {
        int count = 0;
        while (file.Tensors.ContainsKey(Name(count, "weight"))) count++;
        if (count == 0) throw new FormatException($"{Tensor(Name(0, "weight"))} is missing.");
        var layers = new (SafetensorsTensor Weights, SafetensorsTensor Biases)[count];
        long inputs = -1;
        for (int i = 0; i < count; i++)
        {
            string weight = Name(i, "weight"), bias = Name(i, "bias");
            layers[i].Weights = file.Tensors[weight];
            layers[i].Biases = file.Tensors.GetValueOrDefault(bias) ?? throw new FormatException($"{Tensor(bias)} is missing.");
            inputs = CheckShapes(weight, layers[i].Weights.Shape, bias, layers[i].Biases.Shape, inputs);
        }
        if (file.Tensors.Count != 2 * count)
        {
            var known = Enumerable.Range(0, count).SelectMany(i => new[] { Name(i, "weight"), Name(i, "bias") });
            throw new FormatException(
                $"{Tensor(file.Tensors.Keys.Except(known).First())} is unknown: a network of {count} layers has a weight and a bias "
                + $"at the even numbers 0 to {2 * (count - 1)}, with an activation after each.");
        }
        return layers;
    }

    private static long CheckShapes(string weight, long[] weightShape, string bias, long[] biasShape, long inputs)
    {
        if (weightShape.Length != 2 || weightShape.Contains(0))
        {
            throw new FormatException($"{Tensor(weight)}.shape must be outputs × inputs, each at least 1, but was {Shape(weightShape)}.");
        }
        long outputs = weightShape[0];
        if (inputs >= 0 && weightShape[1] != inputs)
        {
            throw new FormatException(
                $"{Tensor(weight)}.shape must have as many inputs as the layer before has outputs, {inputs}, "
                + $"but was [{outputs}, {weightShape[1]}].");
        }
        if (biasShape.Length != 1 || biasShape[0] != outputs)
        {
            throw new FormatException($"{Tensor(bias)}.shape must be [{outputs}], one for each output, but was {Shape(biasShape)}.");
        }
        return outputs;
    }

    private static Activation Unnamed(int layer, int count, ReadOnlySpan<Activation> activations)
    {
        if (activations.Length <= 1) return layer == count - 1 ? Activation.Linear : activations.IsEmpty ? Activation.ReLU : activations[0];
        if (activations.Length == count) return activations[layer];
        throw new ArgumentException(
            $"activations must hold 0, 1 (for all layers but the last) or {count} (one for each layer of the file), "
            + $"but held {activations.Length}.",
            nameof(activations));
    }

    private static Layer MakeLayer(double[] weights, double[] biases, Activation activation, Summation summation)
    {
        int inputs = weights.Length / biases.Length;
        return new Layer([.. biases.Select((bias, i) => new Neuron(weights.AsSpan(i * inputs, inputs), bias, activation, summation))]);
    }

    private static string Metadata(SafetensorsFile file, string name) =>
        file.Metadata.GetValueOrDefault(name) ?? throw new FormatException($"{Place(name)} is missing.");

    // PyTorch numbers the modules of a Sequential: the activation after layer i is module 2i + 1
    private static string Name(int layer, string part) => string.Create(CultureInfo.InvariantCulture, $"{2 * layer}.{part}");

    private static string Shape(long[] shape) => SafetensorsTensor.Text(shape);

    private static string Tensor(string name) => SafetensorsFile.PlaceOf(name);

    private static string Place(string name) => $"header.__metadata__[{ShownText.Quoted(name)}]";
}
