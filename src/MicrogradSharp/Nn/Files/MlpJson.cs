using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicrogradSharp.Nn;

/// <summary>Reads and writes a network as JSON, with one line for each neuron and numbers that round-trip.</summary>
internal static class MlpJson
{
    public const string Format = "microgradsharp/mlp";

    private const int Version = 1;
    private const int BytesPerFlush = 1 << 16;

    private static ReadOnlySpan<byte> NewLine => "\n        "u8;

    public static void Write(Stream stream, MLP model)
    {
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var writer = new Utf8JsonWriter(stream, options);
        var line = new ArrayBufferWriter<byte>();
        using var lineWriter = new Utf8JsonWriter(line);

        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteNumber("inputs", model.InputCount);
        writer.WriteString("summation", model.Summation.ToString());
        writer.WriteStartArray("layers");
        foreach (var layer in model.Layers)
        {
            writer.WriteStartObject();
            writer.WriteString("activation", SavedActivation.NameOf(layer.Neurons[0].Activation));
            writer.WriteStartArray("weights");
            foreach (var neuron in layer.Neurons)
            {
                WriteLine(neuron.Weights, NewLine);
                if (writer.BytesPending > BytesPerFlush) writer.Flush();
            }
            writer.WriteEndArray();
            writer.WritePropertyName("biases");
            WriteLine(layer.Neurons.Select(neuron => neuron.Bias), []);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        stream.Write("\n"u8);

        // the writer would put every number on a line of its own, and would not start a line for a raw value
        void WriteLine(IEnumerable<Node> nodes, ReadOnlySpan<byte> before)
        {
            line.ResetWrittenCount();
            line.Write(before);
            lineWriter.Reset();
            lineWriter.WriteStartArray();
            foreach (var node in nodes) JsonNumbers.Write(lineWriter, node.Data);
            lineWriter.WriteEndArray();
            lineWriter.Flush();
            writer.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
        }
    }

    /// <exception cref="FormatException">The file is not a saved network.</exception>
    public static MLP Read(Stream stream, ReadOnlySpan<Activation> activations)
    {
        SavedActivation.Check(activations);
        var own = activations.ToArray();
        byte[] file = WholeFile.Read(stream);
        ParameterFile.CheckIsNotSafetensors(file);
        return new MLP(ReadLayers(file, (name, place) => SavedActivation.Find(name, place, own)));
    }

    /// <summary>Loads the parameters of a file into a network.</summary>
    /// <exception cref="FormatException">The file does not hold a network of the same shape. The parameters are unchanged.</exception>
    public static void ReadInto(MLP model, ReadOnlyMemory<byte> file)
    {
        var layers = ReadLayers(file, (_, _) => Activation.Linear);
        if (layers.Length != model.Layers.Count)
        {
            throw new FormatException($"layers must hold {model.Layers.Count} layers, as the network does, but holds {layers.Length}.");
        }
        for (int i = 0; i < layers.Length; i++)
        {
            var (rows, columns) = ShapeOf(layers[i]);
            var (expectedRows, expectedColumns) = ShapeOf(model.Layers[i]);
            if ((rows, columns) == (expectedRows, expectedColumns)) continue;
            throw new FormatException(
                $"layers[{i}].weights must be {expectedRows} rows of {expectedColumns}, as in the network, "
                + $"but is {rows} rows of {columns}.");
        }
        foreach (var (parameter, read) in model.Parameters.Zip(new MLP(layers).Parameters)) parameter.Data = read.Data;

        static (int Rows, int Columns) ShapeOf(Layer layer) => (layer.Neurons.Count, layer.Neurons[0].Weights.Count);
    }

    private static Layer[] ReadLayers(ReadOnlyMemory<byte> file, Func<string, string, Activation> find)
    {
        using var document = JsonPlace.Parse(file, "The file");
        var root = new JsonPlace(document.RootElement, "");

        root.CheckFormat(Format, Version);
        var properties = root.Properties("format", "version", "inputs", "summation", "layers");
        var summation = ReadSummation(properties["summation"].Text(), "summation");
        long inputs = properties["inputs"].WholeNumber(minimum: 1, Array.MaxLength);
        var layers = new List<Layer>();
        foreach (var place in properties["layers"].Items())
        {
            layers.Add(ReadLayer(place, (int)inputs, summation, find));
            inputs = layers[^1].Neurons.Count;
        }
        return layers.Count > 0 ? [.. layers] : throw new FormatException("layers must hold at least 1 layer, but was empty.");
    }

    /// <exception cref="FormatException">No summation has this name.</exception>
    public static Summation ReadSummation(string name, string place) => name switch
    {
        nameof(Summation.Nary) => Summation.Nary,
        nameof(Summation.Chained) => Summation.Chained,
        _ => throw new FormatException($"{place} must be Nary or Chained, but was {ShownText.Quoted(name)}."),
    };

    private static Layer ReadLayer(JsonPlace place, int inputs, Summation summation, Func<string, string, Activation> find)
    {
        var properties = place.Properties("activation", "weights", "biases");
        var activation = find(properties["activation"].Text(), place.PathOf("activation"));
        var weights = properties["weights"];
        int outputs = weights.Count();
        if (outputs == 0) throw weights.Fault("must hold at least 1 row, one for each neuron");
        double[] biases = properties["biases"].Numbers(outputs, "one for each row of weights");
        return new Layer([.. weights.Items().Select(ReadNeuron)]);

        Neuron ReadNeuron(JsonPlace row, int i) =>
            new(row.Numbers(inputs, "one for each input of the layer"), biases[i], activation, summation);
    }
}
