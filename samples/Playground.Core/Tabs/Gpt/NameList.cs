using System.Globalization;
using System.Text;

namespace Playground.Tabs.Gpt;

/// <summary>The names that a model learns.</summary>
/// <param name="Names">The names: at least two, and as many as fit into an address.</param>
/// <param name="Cut">What was left out of the text, in a sentence; empty if nothing was.</param>
public sealed record NameList(IReadOnlyList<string> Names, string Cut)
{
    /// <summary>The limits of a list. Its bytes count three times in an address.</summary>
    public const int MaxNames = 500, MaxLetters = 60, MaxBytes = 6000;

    private const int MaxRead = 50_000;      // of a text: enough for a list, and a megabyte does not stop the page

    /// <summary>The chemical elements, in their order.</summary>
    public static NameList Elements { get; } = Read("Gpt/elements");

    /// <summary>The list as text: <see cref="Parse" /> of it gives the same names.</summary>
    public string Text => string.Join(',', Names);

    /// <summary>Reads names with commas or new lines between them; in a text with neither, with spaces.</summary>
    /// <exception cref="FormatException">The text has fewer than two names, or characters that are no text.</exception>
    public static NameList Parse(string text)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        string read = text.Length > MaxRead ? text[..MaxRead] : text;
        string[] parts = read.Split([',', '\r', '\n'], Trimmed);
        if (parts.Length == 1) parts = parts[0].Split((char[]?)null, Trimmed);
        var names = new List<string>();
        var letters = new HashSet<Rune>();
        int bytes = 0, shortened = 0;
        foreach (string part in parts.Take(MaxNames))
        {
            var name = Checked(part);
            int size = name.Sum(letter => letter.Utf8SequenceLength) + 1;
            if (bytes + size > MaxBytes || letters.Union(name).Count() > MaxLetters) break;
            bytes += size;
            letters.UnionWith(name);
            if (name.Length < part.EnumerateRunes().Count()) shortened++;
            names.Add(string.Concat(name).TrimEnd());
        }
        if (names.Count < 2) throw new FormatException($"A list needs at least 2 names; this has {names.Count}.");
        return new NameList(names, Described(names.Count, names.Count < parts.Length || read.Length < text.Length, shortened));
    }

    /// <summary>The list of a text; null if <see cref="Parse" /> refuses it.</summary>
    public static NameList? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static NameList Read(string resource)
    {
        using var reader = new StreamReader(typeof(NameList).Assembly.GetManifestResourceStream(resource)!);
        return Parse(reader.ReadToEnd());
    }

    private static Rune[] Checked(string name)
    {
        Rune[] letters = [.. name.EnumerateRunes()];
        foreach (var letter in letters)
        {
            if (letter != Rune.ReplacementChar && !Rune.IsControl(letter)) continue;
            string code = letter.Value.ToString("X4", CultureInfo.InvariantCulture);
            throw new FormatException($"This is not a list of names: it has the character U+{code}.");
        }
        return letters.Length > GptModel.Block ? letters[..GptModel.Block] : letters;
    }

    private static string Described(int names, bool isCut, int shortened)
    {
        string list = isCut
            ? $"The first {names} names are used: the limits are {MaxNames} names, {MaxBytes} bytes and {MaxLetters} different letters. "
            : "";
        string cut = shortened == 0 ? "" : $"{shortened} of them {(shortened == 1 ? "is" : "are")} cut to {GptModel.Block} letters.";
        return (list + cut).TrimEnd();
    }
}
