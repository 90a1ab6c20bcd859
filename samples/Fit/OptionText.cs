using System.Globalization;
using Formulas;

namespace Fit;

/// <summary>Reads the values of options, and says what was expected and what came.</summary>
internal static class OptionText
{
    /// <summary>Splits <c>a=1,b=2</c>, given once or several times, into names and values.</summary>
    /// <exception cref="UserErrorException">A part has no name or no value, or a name is given twice.</exception>
    public static List<(string Name, string Value)> Pairs(string option, IEnumerable<string> texts, string example)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (string part in List(texts))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } value])
            {
                throw Wrong(option, $"names and values such as {example}", part);
            }
            if (pairs.Exists(pair => pair.Name == name)) throw new UserErrorException($"{option}: {name} is given twice.");
            pairs.Add((name, value));
        }
        return pairs;
    }

    /// <summary>Splits <c>a,b</c>, given once or several times.</summary>
    public static IEnumerable<string> List(IEnumerable<string> texts) =>
        texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries));

    /// <summary>A number that is finite.</summary>
    /// <exception cref="UserErrorException">It is something else.</exception>
    public static double Number(string option, string text)
    {
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number) ? number : throw Wrong(option, "a number", text);
    }

    /// <summary>Two numbers, <c>0:10</c>. A side without a number has no limit.</summary>
    /// <exception cref="UserErrorException">It is something else, or the first number is not below the second.</exception>
    public static (double Low, double High) Range(string option, string text)
    {
        if (text.Split(':', StringSplitOptions.TrimEntries) is not [var first, var last]) throw Wrong(option, "bounds such as 0:10", text);
        double low = first.Length == 0 ? double.NegativeInfinity : Number(option, first);
        double high = last.Length == 0 ? double.PositiveInfinity : Number(option, last);
        return low < high ? (low, high) : throw Wrong(option, "bounds from low to high", text);
    }

    /// <summary>A probability above 0 and below 1.</summary>
    /// <exception cref="UserErrorException">It is something else.</exception>
    public static double Level(string option, string text)
    {
        double level = Number(option, text);
        return level is > 0 and < 1 ? level : throw Wrong(option, "above 0 and below 1", text);
    }

    /// <summary>A whole number of at least 1.</summary>
    /// <exception cref="UserErrorException">It is something else.</exception>
    public static int Count(string option, string text)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        return isNumber && count >= 1 ? count : throw Wrong(option, "a whole number of at least 1", text);
    }

    /// <summary>What an option must be, and what it was.</summary>
    public static UserErrorException Wrong(string option, string expected, string came) =>
        new($"{option} must be {expected}, but was {Text.Quoted(came)}.");
}
