using System.Text;

namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>
/// Writes a graph in the DOT language. See <see href="https://graphviz.org/doc/info/lang.html"/>, and
/// <see href="https://graphviz.org/doc/info/shapes.html#record"/> for the escapes.
/// </summary>
internal static class DotWriter
{
    public static void Write(NumberedGraph graph, TextWriter writer, DrawingOptions options)
    {
        bool across = options.Direction == DrawingDirection.LeftToRight;
        var color = options.ColorByGradient ? new GradientColor(graph.Gradients()) : null;
        writer.Write("digraph {\n");
        writer.Write($"  graph [rankdir={(across ? "LR" : "TB")}];\n");
        writer.Write("  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11];\n");
        writer.Write(color is null ? "  node [shape=record];\n" : "  node [shape=record, style=filled, fontcolor=\"#1a1a1a\"];\n");
        for (int i = 0; i < graph.Count; i++) WriteBox(writer, graph[i], i, across, color);
        writer.Write("  node [shape=oval, style=solid, fontcolor=black];\n");
        for (int i = 0; i < graph.Count; i++) WriteOperator(writer, graph[i], graph.InputsOf(i), i);
        writer.Write("}\n");
    }

    private static void WriteBox(TextWriter writer, Value value, int position, bool across, GradientColor? color)
    {
        // Graphviz stacks fields across the direction of the ranks. Braces turn them, so that fields are always side by side.
        string fields = $"{RecordField(value.Label ?? "")}|data {NumberText.Brief(value.Data)}|grad {NumberText.Brief(value.Grad)}";
        writer.Write($"  n{position} [label=\"{(across ? $"{{{fields}}}" : fields)}\"");
        writer.Write($", tooltip=\"data {NumberText.Full(value.Data)}, grad {NumberText.Full(value.Grad)}\"");
        if (color is not null) writer.Write($", fillcolor=\"{color.Of(value.Grad)}\"");
        writer.Write("];\n");
    }

    private static void WriteOperator(TextWriter writer, Value value, ReadOnlySpan<int> inputs, int position)
    {
        if (value.Rule is not { } rule) return;
        writer.Write($"  o{position} [label=\"{Text(rule.Symbol)}\"];\n");
        foreach (int input in inputs) writer.Write($"  n{input} -> o{position};\n");
        writer.Write($"  o{position} -> n{position};\n");
    }

    /// <summary>Escapes text for a field of a record, inside quotes.</summary>
    internal static string RecordField(string text) => Escape(text, "{}|<> ");

    /// <summary>Escapes text inside quotes.</summary>
    internal static string Text(string text) => Escape(text, "");

    private static string Escape(string text, string special)
    {
        var escaped = new StringBuilder(text.Length);
        bool first = true;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!first) escaped.Append("\\n");
            first = false;
            foreach (char c in ShownText.OneLine(line))
            {
                if (c == '&') escaped.Append("&amp;");      // Graphviz knows the entities of HTML
                else if (c is '"' or '\\' || special.Contains(c)) escaped.Append('\\').Append(c);
                else escaped.Append(c);
            }
        }
        return escaped.ToString();
    }
}
