using System.Text.Json;

namespace MicrogradSharp.Optim;

/// <summary>Reads and writes a checkpoint as JSON.</summary>
internal static class CheckpointJson
{
    private const string Format = "microgradsharp/checkpoint";
    private const int Version = 1;
    private const int BytesPerFlush = 1 << 16;

    private static readonly string[] s_required = ["format", "version", "epochs", "parameters", "optimizer", "earlyStopping"];
    private static readonly string[] s_optional = ["model", "batches"];     // not in older files

    public static void Write(Stream stream, Checkpoint checkpoint)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        if (checkpoint.ModelDescription is { } model) writer.WriteString("model", model);
        writer.WriteNumber("epochs", checkpoint.Epochs);
        WriteBatches(checkpoint.Batches);
        WriteNumbers("parameters", checkpoint.Parameters);
        WriteState(checkpoint.Optimizer);
        WriteBest(checkpoint.Best);
        writer.WriteEndObject();

        void WriteBatches(BatchOrder? batches)
        {
            if (batches is null) return;
            writer.WriteStartObject("batches");
            WriteWhole("size", batches.Size);
            WriteWhole("shuffleSeed", batches.ShuffleSeed);
            writer.WriteEndObject();
        }

        void WriteWhole(string name, int? number)
        {
            if (number is { } whole) writer.WriteNumber(name, whole);
            else writer.WriteNull(name);
        }

        void WriteState(OptimizerState state)
        {
            writer.WriteStartObject("optimizer");
            writer.WriteString("kind", state.Kind);
            writer.WriteNumber("stepCount", state.StepCount);
            writer.WriteNumber("learningRate", state.LearningRate);
            writer.WriteStartObject("buffers");
            foreach (var (name, numbers) in state.Buffers) WriteNumbers(name, numbers.Span);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        void WriteBest(BestEpoch? best)
        {
            if (best is null)
            {
                writer.WriteNull("earlyStopping");
                return;
            }
            writer.WriteStartObject("earlyStopping");
            writer.WriteNumber("epoch", best.Epoch);
            writer.WriteNumber("loss", best.Loss);
            WriteNumbers("parameters", best.Parameters);
            writer.WriteEndObject();
        }

        void WriteNumbers(string name, ReadOnlySpan<double> numbers)
        {
            writer.WriteStartArray(name);
            foreach (double number in numbers)
            {
                JsonNumbers.Write(writer, number);
                if (writer.BytesPending > BytesPerFlush) writer.Flush();
            }
            writer.WriteEndArray();
        }
    }

    /// <exception cref="FormatException">The file is not a complete checkpoint of this version.</exception>
    public static Checkpoint Read(Stream stream)
    {
        using var document = JsonPlace.Parse(WholeFile.Read(stream), "The file");
        var root = new JsonPlace(document.RootElement, "");
        root.CheckFormat(Format, Version);
        var properties = root.Properties([.. s_required, .. s_optional.Where(root.Properties().ContainsKey)]);
        int epochs = (int)properties["epochs"].WholeNumber(minimum: 0, int.MaxValue);
        int count = properties["parameters"].Count();
        if (count == 0) throw new FormatException("parameters must hold at least 1 number, but was empty.");
        double[] parameters = properties["parameters"].Numbers(count, "");
        return new Checkpoint(epochs, parameters, ReadState(properties["optimizer"], count))
        {
            Best = ReadBest(properties["earlyStopping"], epochs, count),
            ModelDescription = properties.TryGetValue("model", out var model) ? ReadModel(model) : null,
            Batches = properties.TryGetValue("batches", out var batches) ? ReadBatches(batches) : null,
        };
    }

    private static string ReadModel(JsonPlace place)
    {
        string model = place.Text();
        return string.IsNullOrWhiteSpace(model) ? throw place.Fault("must describe a model") : model;
    }

    private static BatchOrder ReadBatches(JsonPlace place)
    {
        var properties = place.Properties("size", "shuffleSeed");
        return new BatchOrder(Whole(properties["size"], minimum: 1), Whole(properties["shuffleSeed"], int.MinValue));

        static int? Whole(JsonPlace place, int minimum) => place.IsNull ? null : (int)place.WholeNumber(minimum, int.MaxValue);
    }

    private static OptimizerState ReadState(JsonPlace place, int count)
    {
        var properties = place.Properties("kind", "stepCount", "learningRate", "buffers");
        string kind = properties["kind"].Text();
        if (string.IsNullOrWhiteSpace(kind)) throw properties["kind"].Fault("must name an optimiser");
        var buffers = properties["buffers"].Properties()
            .ToDictionary(buffer => buffer.Key, buffer => (ReadOnlyMemory<double>)Numbers(buffer.Value, count));
        long stepCount = properties["stepCount"].WholeNumber(minimum: 0);
        return new OptimizerState(kind, stepCount, properties["learningRate"].FiniteNumber(minimum: 0), buffers);
    }

    private static BestEpoch? ReadBest(JsonPlace place, int epochs, int count)
    {
        if (place.IsNull) return null;
        var properties = place.Properties("epoch", "loss", "parameters");
        int epoch = (int)properties["epoch"].WholeNumber(minimum: 0, epochs - 1);
        return new BestEpoch(epoch, properties["loss"].FiniteNumber(), Numbers(properties["parameters"], count));
    }

    private static double[] Numbers(JsonPlace place, int count) => place.Numbers(count, "one for each parameter");
}
