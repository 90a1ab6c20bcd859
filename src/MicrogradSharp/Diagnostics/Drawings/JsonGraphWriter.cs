using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Writes a graph as JSON, in the format that <see cref="GraphDrawings.ToJson"/> documents.</summary>
internal static class JsonGraphWriter
{
    private const int Version = 1;

    public static string Write(NumberedGraph graph)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("format", "microgradsharp/graph");
            json.WriteNumber("version", Version);
            json.WriteNumber("output", graph.Output);
            json.WriteStartArray("nodes");
            for (int i = 0; i < graph.Count; i++) WriteNode(json, graph, i);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteNode(Utf8JsonWriter json, NumberedGraph graph, int position)
    {
        var value = graph[position];
        json.WriteStartObject();
        json.WriteNumber("id", position);
        json.WriteString("operator", WholePairs(value.Rule?.Symbol));
        json.WriteStartArray("inputs");
        foreach (int input in graph.InputsOf(position)) json.WriteNumberValue(input);
        json.WriteEndArray();
        WriteNumber(json, "value", value.Data);
        WriteNumber(json, "gradient", value.Grad);
        json.WriteString("label", WholePairs(value.Label));
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
    }

    private static string? WholePairs(string? text)
    {
        if (text is null) return null;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune);
        return whole.ToString();
    }
}
