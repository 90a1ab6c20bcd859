namespace MicrogradSharp.Tapes.Source;

/// <summary>Makes formulas: one object for equal formulas, and simpler ones where no number changes.</summary>
/// <remarks>
/// A number may change only where a product is smaller than the normal doubles, by less than 1e-320. The sign of a zero that is a
/// difference stays.
/// </remarks>
internal sealed class Formulas
{
    private const double MostOuter = 1024;
    private const int MostComparisons = 8;      // in a condition
    private const int MostFormulas = 2_000_000;

    private readonly Dictionary<Key, Formula> _known = [];

    /// <summary>Whether an operator gives a condition.</summary>
    public static bool IsCondition(string symbol) => symbol is "<" or ">" or "<=" or ">=" or "==" or "!=" or "&&" or "||";

    public Formula Number(double number) => Known(
        new Key(FormulaKind.Number, "", BitConverter.DoubleToInt64Bits(number)),
        index => new Formula(FormulaKind.Number, "", [], index) { Number = number });

    public Formula Leaf(string name, string place) => Known(
        new Key(FormulaKind.Leaf, name), index => new Formula(FormulaKind.Leaf, name, [], index) { Place = place });

    public Formula Call(string function, params Formula[] inputs) => Make(FormulaKind.Call, function, inputs);

    public Formula Negative(Formula x)
    {
        CheckNumbers("-", x);
        if (x.Kind == FormulaKind.Number) return Number(-x.Number);
        if (x.Kind == FormulaKind.Negative) return x.Inputs[0];
        if (IsScaled(x)) return Product(Number(-x.Inputs[0].Number), x.Inputs[1]);
        return Make(FormulaKind.Negative, "-", x);
    }

    public Formula Choice(Formula condition, Formula yes, Formula no)
    {
        if (!condition.IsCondition) throw new FormatException("what stands before '?' must be a condition, such as x > 0");
        CheckNumbers("?:", yes, no);
        if (condition.Kind == FormulaKind.Truth) return condition.Number == 1 ? yes : no;
        return yes == no ? yes : Make(FormulaKind.Choice, "?", condition, yes, no);
    }

    /// <summary>An operator between two formulas.</summary>
    public Formula Operation(string symbol, Formula left, Formula right)
    {
        if (symbol is "&&" or "||") return Both(symbol, left, right);
        CheckNumbers(symbol, left, right);
        return symbol switch
        {
            "+" => Sum(left, right),
            "-" => Difference(left, right),
            "*" => Product(left, right),
            "/" => Quotient(left, right),
            _ => Comparison(symbol, left, right),
        };
    }

    public Formula Sum(Formula left, Formula right)
    {
        if (AreNumbers(left, right)) return Number(left.Number + right.Number);
        if (left == right) return Product(Number(2), left);
        if (right.Kind == FormulaKind.Negative) return Difference(left, right.Inputs[0]);
        if (left.Kind == FormulaKind.Negative) return Difference(right, left.Inputs[0]);
        if (right.Kind == FormulaKind.Number && right.Number < 0) return Difference(left, Number(-right.Number));
        if (left.Kind == FormulaKind.Number && left.Number < 0) return Difference(right, Number(-left.Number));
        return Make(FormulaKind.Operation, "+", left, right);
    }

    public Formula Product(Formula left, Formula right)
    {
        if (AreNumbers(left, right)) return Number(left.Number * right.Number);
        if (right.Kind == FormulaKind.Number) (left, right) = (right, left);
        if (left.IsNumber(1)) return right;
        if (left.IsNumber(-1)) return Negative(right);
        if (left.Kind == FormulaKind.Negative) return Negative(Product(left.Inputs[0], right));
        if (right.Kind == FormulaKind.Negative) return Negative(Product(left, right.Inputs[0]));
        return Merged(left, right) ?? Make(FormulaKind.Operation, "*", left, right);
    }

    private Formula Difference(Formula left, Formula right)
    {
        if (AreNumbers(left, right)) return Number(left.Number - right.Number);
        if (right.Kind == FormulaKind.Negative) return Sum(left, right.Inputs[0]);
        if (right.Kind == FormulaKind.Number && right.Number < 0) return Sum(left, Number(-right.Number));
        return Make(FormulaKind.Operation, "-", left, right);
    }

    private Formula Quotient(Formula left, Formula right)
    {
        if (AreNumbers(left, right)) return Number(left.Number / right.Number);
        if (right.IsNumber(1)) return left;
        if (left.Kind == FormulaKind.Negative) return Negative(Quotient(left.Inputs[0], right));
        return Make(FormulaKind.Operation, "/", left, right);
    }

    private Formula Comparison(string symbol, Formula left, Formula right)
    {
        if (AreNumbers(left, right))
        {
            var (a, b) = (left.Number, right.Number);
            return Truth(symbol switch { "<" => a < b, ">" => a > b, "<=" => a <= b, ">=" => a >= b, "==" => a == b, _ => a != b });
        }
        if (symbol is "==" or "!=")
        {
            if (left.Kind == FormulaKind.Number) (left, right) = (right, left);
            if (left.Kind == FormulaKind.Negative && right.IsNumber(0)) left = left.Inputs[0];
        }
        if (left != right || symbol == "!=") return Make(FormulaKind.Operation, symbol, left, right);
        // Compilers warn of x == x, which holds for every number but NaN.
        return symbol is "<" or ">" ? Truth(false) : Make(FormulaKind.Operation, "<=", left, Number(double.PositiveInfinity));
    }

    private Formula Both(string symbol, Formula left, Formula right)
    {
        if (!left.IsCondition || !right.IsCondition)
        {
            throw new FormatException($"what stands beside '{symbol}' must be conditions, such as x > 0");
        }
        if (left.Kind == FormulaKind.Truth) return left.Number == 1 == (symbol == "&&") ? right : left;
        if (right.Kind == FormulaKind.Truth) return right.Number == 1 == (symbol == "&&") ? left : right;
        while (left.Comparisons + right.Comparisons > MostComparisons)
        {
            if (left.Comparisons > right.Comparisons) left = Cut(left);
            else right = Cut(right);
        }
        return Make(FormulaKind.Operation, symbol, left, right);
    }

    /// <summary>The same condition as a comparison of a number, which becomes a variable.</summary>
    private Formula Cut(Formula condition) => Comparison(">", Choice(condition, Number(1), Number(0)), Number(0));

    private Formula Truth(bool holds)
    {
        int number = holds ? 1 : 0;
        return Known(new Key(FormulaKind.Truth, "", number), index => new Formula(FormulaKind.Truth, "", [], index) { Number = number });
    }

    /// <summary>
    /// A number times a product with a number as one product, if one of the two is a power of 2, which rounds nothing; otherwise null.
    /// </summary>
    private Formula? Merged(Formula left, Formula right)
    {
        if (left.Kind != FormulaKind.Number || !IsScaled(right)) return null;
        var (outer, inner) = (left.Number, right.Inputs[0].Number);
        if (!IsPowerOfTwo(outer) && !IsPowerOfTwo(inner)) return null;
        // The inner product may be infinite, or lose digits as a subnormal number: the outer factor must not hide that.
        if (Math.Abs(outer) > MostOuter || Math.Abs(outer) < 1 && Math.Abs(inner) > 1) return null;
        return double.IsNormal(outer * inner) ? Product(Number(outer * inner), right.Inputs[1]) : null;
    }

    private static bool IsScaled(Formula x) =>
        x is { Kind: FormulaKind.Operation, Symbol: "*" } && x.Inputs[0].Kind == FormulaKind.Number;

    private static bool IsPowerOfTwo(double number) =>
        double.IsNormal(number) && Math.ScaleB(1, Math.ILogB(number)) == Math.Abs(number);

    private static bool AreNumbers(Formula left, Formula right) => left.Kind == FormulaKind.Number && right.Kind == FormulaKind.Number;

    private static void CheckNumbers(string symbol, params ReadOnlySpan<Formula> inputs)
    {
        foreach (var input in inputs)
        {
            if (!input.IsCondition) continue;
            throw new FormatException($"a condition, such as x > 0, must not stand beside '{symbol}': write x > 0 ? 1 : 0");
        }
    }

    private Formula Make(FormulaKind kind, string symbol, params Formula[] inputs)
    {
        int first = inputs[0].Index, second = inputs.Length > 1 ? inputs[1].Index : -1, third = inputs.Length > 2 ? inputs[2].Index : -1;
        if (kind == FormulaKind.Operation && symbol is "+" or "*" && second < first) (first, second) = (second, first);    // a + b = b + a
        return Known(new Key(kind, symbol, 0, first, second, third), index => new Formula(kind, symbol, inputs, index));
    }

    /// <summary>The formula of a key; a new one is made with its index.</summary>
    /// <exception cref="NotSupportedException">There are too many, which happens if many outputs share many operations.</exception>
    private Formula Known(Key key, Func<int, Formula> make)
    {
        if (_known.TryGetValue(key, out var known)) return known;
        if (_known.Count == MostFormulas)
        {
            throw new NotSupportedException(
                $"The derivatives of all outputs would take more than {NumberText.Whole(MostFormulas)} operations: "
                + "write the source of fewer outputs, or use Tape itself.");
        }
        return _known[key] = make(_known.Count);
    }

    private readonly record struct Key(
        FormulaKind Kind, string Symbol, long Bits = 0, int First = -1, int Second = -1, int Third = -1);
}
