using System.Globalization;

namespace MicrogradSharp;

/// <summary>The names of the values of a graph in reports and drawings: their labels, or v0, v1, … without a label.</summary>
/// <param name="values">The values; v3 is the fourth.</param>
/// <remarks>Labels may contain anything. The name is always a single line.</remarks>
internal sealed class ValueNames(IReadOnlyList<Value> values)
{
    private const int InputsShown = 6;

    private readonly HashSet<string> _ambiguous = FindAmbiguous(values);

    /// <summary>
    /// The name of a value. A label that several values share, or that is the name of an unlabelled value, is followed by the position.
    /// </summary>
    public string this[int place] => LabelOf(values[place]) switch
    {
        null => $"v{place}",
        var label when _ambiguous.Contains(label) => $"{label}#{place}",
        var label => label,
    };

    /// <summary>The label as it is shown; null if it is missing or blank.</summary>
    public static string? LabelOf(Value value) => string.IsNullOrWhiteSpace(value.Label) ? null : ShownText.OneLine(value.Label);

    /// <summary>An operation as a formula, such as <c>a + b</c>, <c>x^2</c> or <c>tanh(n)</c>.</summary>
    /// <param name="symbol">The operator's symbol.</param>
    /// <param name="inputs">The inputs as they should be shown.</param>
    public static string Formula(string symbol, IReadOnlyList<string> inputs)
    {
        symbol = ShownText.OneLine(symbol);
        bool isWord = IsWord(symbol);
        if (!isWord && inputs.Count == 1) return $"{inputs[0]}{symbol}";
        if (!isWord && inputs.Count == 2) return $"{inputs[0]} {symbol} {inputs[1]}";
        string shown = string.Join(", ", inputs.Take(InputsShown));
        return inputs.Count > InputsShown
            ? $"{symbol}({shown}, … {NumberText.Whole(inputs.Count - InputsShown)} more)"
            : $"{symbol}({shown})";
    }

    /// <summary>
    /// Whether a symbol is written before its inputs, like <c>tanh</c>, not between or after them, like <c>+</c> or <c>^2</c>.
    /// </summary>
    public static bool IsWord(string symbol) => symbol.Length == 0 || char.IsLetter(symbol[0]);

    private static HashSet<string> FindAmbiguous(IReadOnlyList<Value> values)
    {
        var (seen, ambiguous) = (new HashSet<string>(), new HashSet<string>());
        foreach (var value in values)
        {
            if (LabelOf(value) is { } label && (!seen.Add(label) || IsNameOfUnlabelled(label, values))) ambiguous.Add(label);
        }
        return ambiguous;
    }

    private static bool IsNameOfUnlabelled(string label, IReadOnlyList<Value> values)
    {
        if (label[0] != 'v' || !int.TryParse(label.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int place)) return false;
        return place < values.Count && LabelOf(values[place]) is null;
    }
}
