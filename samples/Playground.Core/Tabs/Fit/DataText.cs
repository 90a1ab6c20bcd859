using System.Text.RegularExpressions;
using Playground.Addresses;

namespace Playground.Tabs.Fit;

/// <summary>Data as they are pasted, and as they stand in the address.</summary>
public static partial class DataText
{
    /// <summary>The most characters that data may have in the address.</summary>
    public const int Longest = 15_000;

    /// <summary>The most characters that are looked at. The page takes no more, and what is as long as that is refused anyway.</summary>
    public const int LongestPasted = 4 * Longest;

    /// <summary>What is said of data that are longer.</summary>
    public static string TooLong { get; } =
        FormattableString.Invariant($"the data must have at most {Longest:N0} characters, because a link to this page holds them.");

    /// <summary>
    /// Puts a comma between fields: tables of other programs have tabs, semicolons or spaces there, and with semicolons decimal commas.
    /// </summary>
    /// <exception cref="FitException">The data are too long for the address, in which the state of the page is.</exception>
    public static string Normalized(string pasted)
    {
        if (pasted.Length >= LongestPasted) throw Refused();
        string text = string.Join('\n', pasted.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();
        if (!text.Contains(','))
        {
            text = text.Contains('\t') ? text.Replace('\t', ',')
                : text.Contains(';') ? text.Replace(';', ',')
                : Spaces().Replace(text, ",");
        }
        else if (text.Contains(';') && AreCommasDecimal(text))
        {
            text = text.Replace(',', '.').Replace(';', ',');
        }
        return Fields.Empty.With("", Turned(text)).ToString().Length > Longest ? throw Refused() : text;
    }

    /// <summary>Exchanges line ends and semicolons, because an address may hold only the latter as they are. Undoes itself.</summary>
    public static string Turned(string text) => string.Create(text.Length, text, (turned, from) =>
    {
        for (int i = 0; i < turned.Length; i++) turned[i] = from[i] switch { '\n' => ';', ';' => '\n', var c => c };
    });

    // as in 0,5;1,2; with tabs, 1,234 may be a thousand and more
    private static bool AreCommasDecimal(string text) => Enumerable.Range(0, text.Length).All(i => text[i] != ','
        || (i > 0 && i < text.Length - 1 && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])));

    private static FitException Refused() => new(FitPlace.Data, TooLong);

    [GeneratedRegex(@"[^\S\n]+")]
    private static partial Regex Spaces();
}
