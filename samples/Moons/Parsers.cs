using System.CommandLine.Parsing;
using System.Globalization;

namespace Moons;

/// <summary>Reads the values of options, and says what was expected and what came: the framework's own messages name types of .NET.</summary>
internal static class Parsers
{
    public static int WholeNumber(ArgumentResult result, int least, int most)
    {
        string text = Text(result);
        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        if (!isNumber || number < least || number > most)
        {
            Reject(result, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), text);
        }
        return number;
    }

    public static double Number(ArgumentResult result, double least, double most)
    {
        string text = Text(result);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (!isNumber || !(number >= least && number <= most))
        {
            Reject(result, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), text);
        }
        return number;
    }

    /// <summary>One of a few names; upper and lower case are the same.</summary>
    public static T Choice<T>(ArgumentResult result, params ReadOnlySpan<T> choices) where T : struct, Enum
    {
        string text = Text(result);
        foreach (var choice in choices)
        {
            if (text.Equals(choice.ToString(), StringComparison.OrdinalIgnoreCase)) return choice;
        }
        Reject(result, Listed([.. choices.ToArray().Select(Lower)]), text);
        return default;
    }

    public static string Path(ArgumentResult result)
    {
        string text = Text(result);
        if (string.IsNullOrWhiteSpace(text)) Reject(result, "a path", text);
        return text;
    }

    private static string Listed(string[] names) => $"{string.Join(", ", names[..^1])} or {names[^1]}";

    private static string Lower<T>(T choice) where T : struct, Enum => choice.ToString().ToLowerInvariant();

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static void Reject(ArgumentResult result, string expected, string came) =>
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} must be {expected}, but was {OneLine.Quoted(came)}.");
}
