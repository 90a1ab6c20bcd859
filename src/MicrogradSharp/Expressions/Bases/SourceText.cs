
namespace MicrogradSharp;

/// <summary>
/// The value and the slopes of an operator as text, from which <see cref="TapeSource.ToCSharp"/> and <see cref="TapeSource.ToC"/> write
/// source code.
/// </summary>
/// <remarks>
/// <para>A text is an expression in what C and C# have in common: numbers, <c>NaN</c>, <c>Infinity</c>, <c>+ - * /</c>, comparisons,
/// <c>&amp;&amp;</c>, <c>||</c>, <c>a ? b : c</c>, parentheses and calls. The inputs are <c>x</c> in a <see cref="UnaryExpr"/>,
/// <c>left</c> and <c>right</c> in a <see cref="BinaryExpr"/>, <c>x0</c>, <c>x1</c>, … in a <see cref="NaryExpr"/>. <c>y</c> is the value:
/// many slopes are shorter with it.</para>
/// <para>The functions have the names of C: <c>fabs</c>, <c>floor</c>, <c>ceil</c>, <c>trunc</c>, <c>rint</c>, <c>fmod</c>, <c>sqrt</c>,
/// <c>cbrt</c>, <c>hypot</c>, <c>pow</c>, <c>exp</c>, <c>expm1</c>, <c>log</c>, <c>log1p</c>, <c>log2</c>, <c>log10</c>, <c>sin</c>,
/// <c>cos</c>, <c>tan</c>, <c>asin</c>, <c>acos</c>, <c>atan</c>, <c>atan2</c>, <c>sinh</c>, <c>cosh</c>, <c>tanh</c>, <c>asinh</c>,
/// <c>acosh</c>, <c>atanh</c>, <c>erf</c>, <c>erfc</c>, <c>lgamma</c>. Beside them there are <c>max</c> and <c>min</c> of any
/// number of arguments, <c>logistic</c>, <c>digamma</c>, and <c>polygamma1</c> to <c>polygamma20</c> for the derivatives of
/// <c>digamma</c>.</para>
/// <para>The text must agree with the rule, also at 0, ±∞ and NaN.</para>
/// </remarks>
/// <example><code>
/// var tanh = new SourceText("tanh(x)", "1 - y * y");
/// var quotient = new SourceText("left / right", "1 / right", "-y / right");
/// var squares = SourceText.ForEach(3, SourceText.Join(" + ", 3, i => $"x{i} * x{i}"), i => $"2 * x{i}");
/// </code></example>
public sealed class SourceText
{
    private readonly List<KeyValuePair<string, string>> _parts = [];

    /// <summary>Makes the text of an operator.</summary>
    /// <param name="value">The value.</param>
    /// <param name="slopes">The slope by each input, in order.</param>
    /// <exception cref="ArgumentNullException">A text is null.</exception>
    public SourceText(string value, params string[] slopes)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(slopes);
        foreach (string slope in slopes) ArgumentNullException.ThrowIfNull(slope, nameof(slopes));
        Value = value;
        Slopes = Array.AsReadOnly([.. slopes]);
    }

    /// <summary>The value.</summary>
    public string Value { get; }

    /// <summary>The slope by each input, in order.</summary>
    public IReadOnlyList<string> Slopes { get; }

    /// <summary>Common parts, by name.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Parts => _parts;

    /// <summary>Makes the text of an operator of any number of inputs.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="value">The value.</param>
    /// <param name="slope">Returns the slope by input i, which is <c>x0</c> for 0.</param>
    /// <exception cref="ArgumentNullException">An argument or a slope is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is negative.</exception>
    public static SourceText ForEach(int inputs, string value, Func<int, string> slope)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        ArgumentNullException.ThrowIfNull(slope);
        return new SourceText(value, [.. Enumerable.Range(0, inputs).Select(slope)]);
    }

    /// <summary>Writes a text for each input, such as a product, with something between them, such as a plus sign.</summary>
    /// <param name="separator">What is written between two inputs.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="text">Returns the text of input i.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is negative.</exception>
    public static string Join(string separator, int inputs, Func<int, string> text)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(separator, Enumerable.Range(0, inputs).Select(text));
    }

    /// <summary>The same text, in which a name stands for an expression that value and slopes have in common.</summary>
    /// <param name="name">The name: letters, digits and _. It must not be that of an input, NaN, Infinity or used before.</param>
    /// <param name="text">The expression. It may use the names of earlier calls and, if only slopes need it, y.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a name, or it has a meaning already.</exception>
    public SourceText With(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Identifier.Check(name);
        bool isTaken = name is "x" or "y" or "left" or "right" or "NaN" or "Infinity" || Identifier.IsNumbered(name, 'x');
        if (isTaken || _parts.Exists(part => part.Key == name))
        {
            throw new ArgumentException(
                $"name must not have a meaning already, as '{name}' has: it is an input, a number or a part.", nameof(name));
        }
        var result = new SourceText(Value, [.. Slopes]);
        result._parts.AddRange(_parts);
        result._parts.Add(new(name, text));
        return result;
    }
}
