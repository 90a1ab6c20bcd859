namespace MicrogradSharp.Forward;

/// <summary>The text of a number with tangents: its parts in angle brackets, such as <c>&lt;0.7; 1&gt;</c>. Brackets nest.</summary>
internal static class BracketedText
{
    public static string Of(params ReadOnlySpan<string> parts) => $"<{string.Join("; ", parts)}>";

    /// <summary>Finds the parts inside the outermost brackets.</summary>
    /// <returns>The number of parts: −1 if the text has no brackets or more parts than expected.</returns>
    public static int Split(ReadOnlySpan<char> text, Span<Range> parts)
    {
        int first = text.Length - text.TrimStart().Length + 1, end = text.TrimEnd().Length - 1;
        if (end < first || text[first - 1] != '<' || text[end] != '>') return -1;
        int count = 0, depth = 0, start = first;
        for (int i = first; i <= end; i++)
        {
            if (depth == 0 && (text[i] == ';' || i == end))
            {
                if (count == parts.Length) return -1;
                parts[count++] = start..i;
                start = i + 1;
            }
            else if (text[i] == '<')
            {
                depth++;
            }
            else if (text[i] == '>')
            {
                depth--;
            }
        }
        return depth == 0 ? count : -1;
    }

    public static FormatException NotANumber(ReadOnlySpan<char> text, int tangents) => new(
        $"The text must be a number, or a value and {tangents} tangent{(tangents == 1 ? "" : "s")} such as <0.5; 1>, "
        + $"but was {ShownText.Quoted(text)}.");
}
