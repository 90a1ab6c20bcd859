using System.Globalization;

namespace Moons;

/// <summary>Numbers, names and text from outside, the same in every line that the program writes.</summary>
internal static class Text
{
    private const int Longest = 40;

    /// <summary>Makes text from outside fit into a message of one line: files and arguments may hold anything.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '?' : c)).Trim();

    /// <summary>In quotes and in one line, at most 40 characters of it.</summary>
    public static string Quoted(string text)
    {
        string line = OneLine(text);
        return line.Length <= Longest ? $"'{line}'" : $"'{line[..Longest]}...'";
    }

    public static string Loss(double loss) => loss.ToString(loss < 1000 ? "F6" : "E3", CultureInfo.InvariantCulture);

    /// <summary>One decimal: a row of a hundred is 1 %.</summary>
    public static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:F1} %");

    /// <summary>A number of things: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>The number of a step or an epoch, from 0, as wide as the last of them.</summary>
    public static string Aligned(int number, int count)
    {
        int width = (count - 1).ToString(CultureInfo.InvariantCulture).Length;
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(width);
    }

    /// <summary>A choice as it is written on the command line.</summary>
    public static string Lower<T>(T choice) where T : notnull => choice.ToString()!.ToLowerInvariant();

    /// <summary>Names in a sentence: <c>a, b or c</c>.</summary>
    public static string Listed(IReadOnlyList<string> names, string conjunction) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} {conjunction} {names[^1]}";
}
