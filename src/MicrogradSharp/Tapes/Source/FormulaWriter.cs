using System.Globalization;

namespace MicrogradSharp.Tapes.Source;

/// <summary>Writes formulas with as few parentheses as C and C# need.</summary>
/// <param name="language">The language.</param>
/// <param name="names">The names of variables.</param>
internal sealed class FormulaWriter(SourceLanguage language, IReadOnlyDictionary<Formula, string> names)
{
    private const double LargestShort = 1e6;

    /// <summary>A formula as the operand of something else: a variable by its name.</summary>
    public string Write(Formula formula) => names.TryGetValue(formula, out string? name) ? name : WriteWhole(formula);

    /// <summary>The formula itself, for a variable that is declared.</summary>
    public string WriteWhole(Formula formula) => formula.Kind switch
    {
        FormulaKind.Number => Number(formula.Number),
        FormulaKind.Leaf => formula.Place,
        FormulaKind.Negative => $"-{Operand(formula.Inputs[0], Precedence.Sign + 1)}",
        FormulaKind.Choice => WriteChoice(formula),
        FormulaKind.Call => WriteCall(formula),
        _ => WriteOperation(formula),
    };

    private string WriteChoice(Formula formula)
    {
        string condition = Operand(formula.Inputs[0], Precedence.Choice + 1);
        return $"{condition} ? {Operand(formula.Inputs[1], Precedence.Choice + 1)} : {Write(formula.Inputs[2])}";
    }

    private string WriteCall(Formula formula)
    {
        var inputs = formula.Inputs;
        bool areNumbers = Array.TrueForAll(inputs, input => input.Kind == FormulaKind.Number);      // C# would take them for integers
        if (OperatorFor(formula) is not { } symbol)
        {
            return language.Call(formula.Symbol, Array.ConvertAll(inputs, input => areNumbers ? Long(input.Number) : Write(input)));
        }
        string left = areNumbers ? Long(inputs[0].Number) : Operand(inputs[0], Precedence.Product);
        return $"{left} {symbol} {Operand(inputs[1], Precedence.Product + 1)}";
    }

    private string WriteOperation(Formula formula)
    {
        var (left, right) = (formula.Inputs[0], formula.Inputs[1]);
        if (formula.Symbol == "!=" && left == right) return language.IsNaN(Write(left));       // compilers warn of x != x
        if (formula.Symbol == "||") return $"{Alternative(left)} || {Alternative(right)}";
        int precedence = Precedence.Of(formula.Symbol);
        // a * (b * c) is the same as b * c * a
        bool mayTurn = formula.Symbol is "+" or "*" && left.Kind != FormulaKind.Number && !IsInline(left, formula.Symbol);
        if (mayTurn && IsInline(right, formula.Symbol)) (left, right) = (right, left);
        string symbol = formula.Symbol;
        // C takes 0 for an integer, and compilers warn of a division by it.
        string written = symbol == "/" && right.IsNumber(0) ? Long(right.Number) : Operand(right, precedence + 1);
        if (symbol is "+" or "-" && written[0] == '-' && IsInline(right, "*"))
        {
            (symbol, written) = (symbol == "+" ? "-" : "+", written[1..]);
        }
        return $"{Operand(left, precedence)} {symbol} {written}";
    }

    /// <summary>A side of <c>||</c>: compilers ask for (a &amp;&amp; b) || c.</summary>
    private string Alternative(Formula condition) => condition.Symbol == "&&" ? $"({Write(condition)})" : Write(condition);

    private bool IsInline(Formula formula, string symbol) =>
        formula.Kind == FormulaKind.Operation && formula.Symbol == symbol && !names.ContainsKey(formula);

    private string Operand(Formula formula, int precedence)
    {
        string text = Write(formula);
        int own = OperatorFor(formula) is null ? Precedence.Of(formula) : Precedence.Product;
        return names.ContainsKey(formula) || own >= precedence ? text : $"({text})";
    }

    /// <summary>The operator that the language has for a function; null for any other formula.</summary>
    private string? OperatorFor(Formula formula) =>
        formula.Kind == FormulaKind.Call ? language.OperatorFor(formula.Symbol) : null;

    /// <summary>A number that reads back as the same bits.</summary>
    private string Number(double number)
    {
        if (double.IsNaN(number)) return language.NaN;
        if (double.IsInfinity(number)) return number > 0 ? language.Infinity : $"-{language.Infinity}";
        bool isShort = Math.Abs(number) < LargestShort && number == Math.Truncate(number) && !(number == 0 && double.IsNegative(number));
        return isShort ? number.ToString("F0", CultureInfo.InvariantCulture) : Long(number);
    }

    private string Long(double number)
    {
        if (!double.IsFinite(number)) return Number(number);
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0";
    }
}
