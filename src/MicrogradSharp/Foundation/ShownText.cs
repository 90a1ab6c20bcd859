using System.Text;

namespace MicrogradSharp;

/// <summary>What a user or a file holds, made safe to show: labels, symbols and the texts of files may hold anything.</summary>
internal static class ShownText
{
    /// <summary>The most characters that a message quotes of one text of a file.</summary>
    public const int LongestQuotation = 80;

    private const int MostListed = 20;

    /// <summary>A text of a file as a message quotes it: in quotes, in one line, and cut.</summary>
    public static string Quoted(ReadOnlySpan<char> text) => $"'{Excerpt(text)}'";

    /// <summary>The same without the quotes.</summary>
    public static string Excerpt(ReadOnlySpan<char> text)
    {
        string start = text[..Math.Min(text.Length, LongestQuotation + 1)].ToString();     // no more is copied: a file may hold a GB
        return OneLine(Shortened(start, LongestQuotation));
    }

    /// <summary>Texts of a file as a message lists them: each is cut, and so is the list.</summary>
    public static string List(IEnumerable<string> texts)
    {
        string[] shown = [.. texts.Take(MostListed + 1).Select(text => Excerpt(text))];
        return shown.Length <= MostListed ? string.Join(", ", shown) : $"{string.Join(", ", shown.Take(MostListed))}, …";
    }

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

    /// <summary>The beginning of a long text, and the sign that there is more.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length) return text;
        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text.AsSpan(0, end)}…";
    }
}
