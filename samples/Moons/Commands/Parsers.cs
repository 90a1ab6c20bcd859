using System.CommandLine.Parsing;
using System.Globalization;

namespace Moons;

/// <summary>Reads the values of options, and says what was expected and what came.</summary>
/// <remarks>The framework's own messages name types of .NET.</remarks>
internal static class Parsers
{
    public static int WholeNumber(ArgumentResult result, int least, int most)
    {
        string text = Value(result);
        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        if (!isNumber || number < least || number > most)
        {
            Reject(result, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        }
        return number;
    }

    public static double Number(ArgumentResult result, double least, double most)
    {
        string text = Value(result);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (!isNumber || !(number >= least && number <= most))
        {
            Reject(result, FormattableString.Invariant($"a number from {least:0.######} to {most}"));
        }
        return number;
    }

    /// <summary>One of a few names; upper and lower case are the same.</summary>
    public static T Choice<T>(ArgumentResult result, params ReadOnlySpan<T> choices) where T : notnull
    {
        string text = Value(result);
        foreach (var choice in choices)
        {
            if (text.Equals(choice.ToString(), StringComparison.OrdinalIgnoreCase)) return choice;
        }
        Reject(result, Text.Listed([.. choices.ToArray().Select(Text.Lower)], "or"));
        return default!;
    }

    public static string Path(ArgumentResult result)
    {
        string text = Value(result);
        if (string.IsNullOrWhiteSpace(text)) Reject(result, "a path");
        return text;
    }

    /// <summary>Says what an option must be, and what it was.</summary>
    public static void Reject(ArgumentResult result, string expected) =>
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} must be {expected}, but was {Text.Quoted(Value(result))}.");

    private static string Value(ArgumentResult result) => result.Tokens[0].Value;
}
