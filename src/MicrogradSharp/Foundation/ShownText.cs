using System.Text;

namespace MicrogradSharp;

/// <summary>What a user wrote, made safe to show: labels and symbols may hold anything.</summary>
internal static class ShownText
{
    /// <summary>The number of characters of a file that a message quotes at most.</summary>
    public const int MaxQuoted = 40;

    /// <summary>Without line breaks, and with the replacement character for controls, halves of surrogate pairs, and what turns the direction of text.</summary>
    public static string OneLine(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())     // a half pair comes out as the replacement character
        {
            if (rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029) shown.Append(' ');
            else if (Rune.IsControl(rune) || TurnsText(rune) || rune.Value is 0xFFFE or 0xFFFF) shown.Append('\uFFFD');
            else shown.Append(rune);
        }
        return shown.ToString();
    }

    /// <summary>Whether it makes a terminal write what follows from right to left, or back.</summary>
    private static bool TurnsText(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>As XML and HTML take it, in elements and in attributes.</summary>
    public static string Markup(string text)
    {
        var markup = new StringBuilder(text.Length);
        foreach (char c in OneLine(text))
        {
            markup.Append(c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", _ => null });
            if (c is not ('&' or '<' or '>' or '"' or '\'')) markup.Append(c);
        }
        return markup.ToString();
    }

    /// <summary>A text of a file as a message may quote it: on one line, and no longer than <see cref="MaxQuoted"/>.</summary>
    public static string Quoted(string text) => $"'{Cut(text)}'";

    /// <summary>A text of a file as a message may repeat it without quotation marks.</summary>
    public static string Cut(string text, int length = MaxQuoted) => Shortened(OneLine(text.Length > length + 1 ? text[..(length + 2)] : text), length + 1);

    /// <summary>The beginning of a long text, and the sign that there is more.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length) return text;
        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text.AsSpan(0, end)}…";
    }
}
