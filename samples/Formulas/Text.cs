using System.Globalization;

namespace Formulas;

/// <summary>Numbers, names and text from outside, the same in every line that the program writes.</summary>
public static class Text
{
    private const int Longest = 40;

    /// <summary>Makes text from outside fit into a message of one line: files and arguments may hold anything.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '?' : c)).Trim();

    /// <summary>In quotes and in one line, at most 40 characters of it.</summary>
    public static string Quoted(string text) => $"'{Shortened(text, Longest)}'";

    /// <summary>In one line, cut if it is long.</summary>
    public static string Shortened(string text, int longest)
    {
        string line = OneLine(text);
        return line.Length <= longest ? line : $"{line[..longest]}...";
    }

    /// <summary>Names in a sentence: <c>a, b, c</c>; none if there are none.</summary>
    public static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(OneLine).DefaultIfEmpty("none"));

    /// <summary>The message of an error without the name of the parameter, which the runtime adds in words of its own.</summary>
    public static string Message(ArgumentException error) =>
        error.Message.Replace(new ArgumentException("", error.ParamName).Message, "", StringComparison.Ordinal);

    /// <summary>A number of things: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    public static string Number(double number) => number.ToString("G6", CultureInfo.InvariantCulture);

    public static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:0.###} %");
}
