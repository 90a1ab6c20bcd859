using System.Globalization;

namespace MicrogradSharp.Tapes.Source;

/// <summary>Reads an expression in what C and C# have in common.</summary>
/// <param name="text">The expression.</param>
/// <param name="formulas">Makes the formulas.</param>
/// <param name="valueOf">Returns the formula that a name stands for; null for an unknown name.</param>
internal sealed class FormulaReader(string text, Formulas formulas, Func<string, Formula?> valueOf)
{
    private const int MaxDepth = 100;

    private int _at;
    private int _depth;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="FormatException">The text is not an expression that ends with a number.</exception>
    public Formula Read()
    {
        var formula = ReadChoice();
        if (!IsAtEnd) throw Unexpected("an operator");
        return formula.IsCondition ? throw new FormatException("a condition is no number: write x > 0 ? 1 : 0") : formula;
    }

    private bool IsAtEnd
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
            return _at == text.Length;
        }
    }

    /// <summary>A chain of choices, without recursion: c ? a : d ? b : e.</summary>
    private Formula ReadChoice()
    {
        if (++_depth > MaxDepth) throw new FormatException($"it has more than {MaxDepth} parentheses within parentheses");
        var chosen = new List<(Formula Condition, Formula Yes)>();
        var formula = ReadOperations(1);
        while (TryTake("?"))
        {
            var yes = ReadChoice();
            Take(":");
            chosen.Add((formula, yes));
            formula = ReadOperations(1);
        }
        for (int i = chosen.Count - 1; i >= 0; i--) formula = formulas.Choice(chosen[i].Condition, chosen[i].Yes, formula);
        _depth--;
        return formula;
    }

    private Formula ReadOperations(int precedence)
    {
        var left = ReadSigned();
        while (!IsAtEnd && OperatorHere() is { } symbol && Precedence.Of(symbol) >= precedence)
        {
            _at += symbol.Length;
            left = formulas.Operation(symbol, left, ReadOperations(Precedence.Of(symbol) + 1));
        }
        return left;
    }

    private string? OperatorHere()
    {
        foreach (string symbol in (ReadOnlySpan<string>)["<=", ">=", "==", "!=", "&&", "||", "<", ">", "+", "-", "*", "/"])
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0) return symbol;
        }
        return null;
    }

    private Formula ReadSigned()
    {
        bool isNegative = false;
        while (TryTake("-")) isNegative = !isNegative;
        var formula = ReadOperand();
        return isNegative ? formulas.Negative(formula) : formula;
    }

    private Formula ReadOperand()
    {
        if (TryTake("("))
        {
            var inner = ReadChoice();
            Take(")");
            return inner;
        }
        if (IsAtEnd) throw Unexpected("a number, a name or '('");
        if (char.IsAsciiDigit(text[_at]) || text[_at] == '.') return ReadNumber();
        string name = ReadName();
        if (TryTake("(")) return ReadCall(name);
        return name switch
        {
            "NaN" => formulas.Number(double.NaN),
            "Infinity" => formulas.Number(double.PositiveInfinity),
            _ => valueOf(name) ?? throw new FormatException($"'{name}' is not known: there are the inputs and, in a slope, y"),
        };
    }

    private Formula ReadCall(string name)
    {
        var inputs = new List<Formula>();
        do inputs.Add(ReadChoice());
        while (TryTake(","));
        Take(")");
        if (inputs.Exists(input => input.IsCondition)) throw new FormatException($"an argument of '{name}' is a condition");
        int takes = SourceFunctions.InputsOf(name);
        if (takes == 0) throw new FormatException($"'{name}' is not one of the functions that the documentation of SourceText lists");
        if (name is "max" or "min")
        {
            var chosen = inputs[0];
            for (int i = 1; i < inputs.Count; i++) chosen = formulas.Call(name, chosen, inputs[i]);
            return chosen;
        }
        if (inputs.Count == takes) return formulas.Call(name, [.. inputs]);
        throw new FormatException($"'{name}' takes {NumberText.Count(takes, "argument")}, but is given {inputs.Count}");
    }

    private Formula ReadNumber()
    {
        int start = _at;
        while (_at < text.Length && IsPartOfNumber(start)) _at++;
        return double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? formulas.Number(number)
            : throw new FormatException($"'{text[start.._at]}' is not a number");
    }

    private bool IsPartOfNumber(int start)
    {
        char c = text[_at];
        return char.IsAsciiLetterOrDigit(c) || c == '.' || c is '+' or '-' && _at > start && text[_at - 1] is 'e' or 'E';
    }

    private string ReadName()
    {
        int start = _at;
        if (!char.IsAsciiLetter(text[_at])) throw Unexpected("a number, a name or '('");
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
        return text[start.._at];
    }

    private void Take(string symbol)
    {
        if (!TryTake(symbol)) throw Unexpected($"'{symbol}'");
    }

    private bool TryTake(string symbol)
    {
        if (IsAtEnd || string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0) return false;
        _at += symbol.Length;
        return true;
    }

    private FormatException Unexpected(string expected)
    {
        string place = IsAtEnd ? "at its end" : $"at {ShownText.Quoted(text.AsSpan(_at))}";
        return new FormatException($"{place} there must be {expected}");
    }
}
