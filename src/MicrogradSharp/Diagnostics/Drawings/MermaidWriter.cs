using System.Globalization;
using System.Text;

namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Writes a graph as a Mermaid flowchart. See <see href="https://mermaid.js.org/syntax/flowchart.html"/>.</summary>
internal static class MermaidWriter
{
    public static string Write(NumberedGraph graph, DrawingOptions options)
    {
        var color = options.ColorByGradient ? new GradientColor(graph.Gradients()) : null;
        var text = new StringBuilder(options.Direction == DrawingDirection.LeftToRight ? "flowchart LR\n" : "flowchart TB\n");
        for (int i = 0; i < graph.Count; i++)
        {
            var value = graph[i];
            string label = string.IsNullOrWhiteSpace(value.Label) ? "" : $"{Escape(value.Label)} | ";
            string numbers = $"data {NumberText.Brief(value.Data)} | grad {NumberText.Brief(value.Grad)}";
            text.Append(CultureInfo.InvariantCulture, $"  n{i}[\"{label}{numbers}\"]\n");
            if (color is not null) text.Append(CultureInfo.InvariantCulture, $"  style n{i} fill:{color.Of(value.Grad)},color:#1a1a1a\n");
            if (value.Rule is not { } rule) continue;
            text.Append(CultureInfo.InvariantCulture, $"  o{i}([\"{Escape(rule.Symbol)}\"])\n");
            foreach (int input in graph.InputsOf(i)) text.Append(CultureInfo.InvariantCulture, $"  n{input} --> o{i}\n");
            text.Append(CultureInfo.InvariantCulture, $"  o{i} --> n{i}\n");
        }
        return text.ToString();
    }

    /// <summary>
    /// Escapes text inside quotes. Everything but letters, digits and single spaces becomes an entity, because Mermaid reads labels as
    /// Markdown and HTML.
    /// </summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        bool mayBreak = false;
        foreach (var rune in ShownText.OneLine(text).EnumerateRunes())
        {
            bool space = rune.Value == ' ';
            if (Rune.IsLetterOrDigit(rune) || (space && mayBreak)) escaped.Append(rune);
            else escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            mayBreak = !space;
        }
        return escaped.ToString();
    }
}
