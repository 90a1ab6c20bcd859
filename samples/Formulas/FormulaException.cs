namespace Formulas;

/// <summary>An error at a place in the formula.</summary>
public sealed class FormulaException : Exception
{
    private const int Before = 50, After = 25;      // characters shown on each side: a formula may be longer than a screen is wide

    /// <param name="formula">The whole formula.</param>
    /// <param name="position">The index of the character where it is wrong; the length of the formula for its end.</param>
    /// <param name="what">What was expected, and what came.</param>
    public FormulaException(string formula, int position, string what)
        : base(FormattableString.Invariant($"the formula, column {position + 1}: {what}"))
    {
        int start = position <= Before ? 0 : position - Before, end = Math.Min(formula.Length, position + After);
        string first = start > 0 ? "..." : "", last = end < formula.Length ? "..." : "";
        string shown = string.Concat(formula[start..end].Select(c => char.IsControl(c) ? ' ' : c));
        Position = position;
        What = what;
        Place = $"  {first}{shown}{last}{Environment.NewLine}{new string(' ', 2 + first.Length + position - start)}^";
    }

    /// <summary>The index of the character where it is wrong; the length of the formula for its end.</summary>
    public int Position { get; }

    /// <summary>What was expected, and what came: the message without the place.</summary>
    public string What { get; }

    /// <summary>Two lines: the formula, and a caret below the place.</summary>
    public string Place { get; }
}
