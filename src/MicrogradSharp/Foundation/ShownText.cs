using System.Text;

namespace MicrogradSharp;

/// <summary>Makes text from users and files safe to show: labels, symbols and file contents may contain anything.</summary>
internal static class ShownText
{
    /// <summary>The maximum number of characters that a message quotes from one text of a file.</summary>
    public const int LongestQuotation = 80;

    private const int MostListed = 20;

    /// <summary>Text from a file as messages quote it: in quotes, on one line, and cut if long.</summary>
    public static string Quoted(ReadOnlySpan<char> text) => $"'{Excerpt(text)}'";

    /// <summary>The same without the quotes.</summary>
    public static string Excerpt(ReadOnlySpan<char> text)
    {
        string start = text[..Math.Min(text.Length, LongestQuotation + 1)].ToString();     // copies no more: a file may hold a gigabyte
        return OneLine(Shortened(start, LongestQuotation));
    }

    /// <summary>Texts from a file as messages list them: each text is cut if long, and so is the list.</summary>
    public static string List(IEnumerable<string> texts)
    {
        string[] shown = [.. texts.Take(MostListed + 1).Select(text => Excerpt(text))];
        return shown.Length <= MostListed ? string.Join(", ", shown) : $"{string.Join(", ", shown.Take(MostListed))}, …";
    }

    /// <summary>
    /// The text on one line. The replacement character stands for control characters, halves of surrogate pairs, and characters that
    /// change the direction of text.
    /// </summary>
    public static string OneLine(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())     // half of a pair becomes the replacement character
        {
            if (rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029) shown.Append(' ');
            else if (Rune.IsControl(rune) || TurnsText(rune) || rune.Value is 0xFFFE or 0xFFFF) shown.Append('\uFFFD');
            else shown.Append(rune);
        }
        return shown.ToString();
    }

    /// <summary>Whether a character makes a terminal write the following text from right to left, or back.</summary>
    private static bool TurnsText(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>The text escaped for elements and attributes of XML and HTML.</summary>
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

    /// <summary>The start of a long text, followed by an ellipsis.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length) return text;
        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text.AsSpan(0, end)}…";
    }
}
