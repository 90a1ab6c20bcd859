using System.Buffers.Binary;
using System.Text.Json;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>Joins layers to a network: writes a safetensors file in memory, from which the library loads it.</summary>
internal static class NetworkParts
{
    /// <exception cref="ArgumentException">Two activations have one name.</exception>
    public static MLP Join(IReadOnlyList<(LinearLayer Linear, Activation Activation)> layers)
    {
        Activation[] activations = [.. layers.Select(layer => layer.Activation).Distinct()];
        if (activations.GroupBy(activation => activation.Name).FirstOrDefault(same => same.Count() > 1) is { } two)
        {
            throw new ArgumentException(
                $"activations must have different names, also from those of the library, but the model has two that are named {two.Key}.");
        }
        using var file = new MemoryStream();
        byte[] header = Header(layers);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (var (linear, _) in layers)
        {
            foreach (double number in linear.Weights.Concat(linear.Biases))
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
                file.Write(bytes);
            }
        }
        file.Position = 0;
        return MLP.LoadSafetensors(file, activations);
    }

    private static byte[] Header(IReadOnlyList<(LinearLayer Linear, Activation Activation)> layers)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("model", "microgradsharp/mlp");
            json.WriteString("version", "1");
            json.WriteString("summation", nameof(Summation.Nary));
            for (int i = 0; i < layers.Count; i++) json.WriteString(NamedTensors.NameOf(i, "activation"), layers[i].Activation.Name);
            json.WriteEndObject();
            long offset = 0;
            for (int i = 0; i < layers.Count; i++)
            {
                var linear = layers[i].Linear;
                WriteTensor(json, NamedTensors.NameOf(i, "weight"), ref offset, linear.Biases.Length, linear.Inputs);
                WriteTensor(json, NamedTensors.NameOf(i, "bias"), ref offset, linear.Biases.Length);
            }
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void WriteTensor(Utf8JsonWriter json, string name, ref long offset, params ReadOnlySpan<int> shape)
    {
        long size = sizeof(double);
        json.WriteStartObject(name);
        json.WriteString("dtype", "F64");
        json.WriteStartArray("shape");
        foreach (int dimension in shape)
        {
            json.WriteNumberValue(dimension);
            size *= dimension;
        }
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset += size);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
