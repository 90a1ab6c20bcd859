using System.Globalization;
using MicrogradSharp;

namespace Formulas;

/// <summary>Reads a formula and builds its nodes.</summary>
/// <remarks>
/// <code>
/// sum     = product { ("+" | "-") product }
/// product = signed { ("*" | "/") signed }
/// signed  = ("+" | "-") signed | power
/// power   = method [ "^" signed ]                so that -x^2 is -(x^2), and 2^3^2 is 2^(3^2)
/// method  = atom { "." name "(" [ list ] ")" }   so that x.Pow(2) is pow(x, 2)
/// atom    = number | name | name "(" list ")" | "(" sum ")"
/// list    = sum { "," sum }
/// </code>
/// As in C#, a name may begin with Math. or Node., which say where a function is from.
/// A power whose exponent has no names is one with a constant exponent.
/// A library of expressions would return a tree to translate into nodes, which takes as much code; in NCalc, ^ is not a power by default.
/// </remarks>
public sealed class FormulaParser
{
    private const int DeepestNesting = 200;     // each level is a few calls on the stack

    private readonly string _formula;
    private readonly Func<string, int, Node?> _resolve;
    private readonly Action<FormulaOperation>? _made;
    private int _position;
    private int _depth;
    private int _resolved;      // how many nodes came from outside: an argument that adds none is a number

    private FormulaParser(string formula, Func<string, int, Node?> resolve, Action<FormulaOperation>? made)
    {
        _formula = formula;
        _resolve = resolve;
        _made = made;
    }

    private char Current => _position < _formula.Length ? _formula[_position] : '\0';

    private bool IsAtEnd => _position == _formula.Length;

    /// <summary>Builds the nodes of a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="resolve">
    /// Returns the node of a name at a position; null if it is <see cref="Constant">a constant</see>. Throws if it is unknown.
    /// </param>
    /// <param name="made">Called with each operation when its node is made, inputs first; null if nobody asks.</param>
    /// <exception cref="FormulaException">The formula is wrong. The message says what was expected.</exception>
    public static Node Parse(string formula, Func<string, int, Node?> resolve, Action<FormulaOperation>? made = null)
    {
        var parser = new FormulaParser(formula, resolve, made);
        var node = parser.ReadSum();
        if (!parser.IsAtEnd) throw parser.Unexpected("an operator or the end");
        return node;
    }

    /// <summary>The number that a name stands for; null if it is not a constant.</summary>
    public static double? Constant(string name) => name switch { "pi" => Math.PI, "e" => Math.E, _ => null };

    private Node ReadSum()
    {
        var sum = ReadProduct();
        while (true)
        {
            bool isMinus = Skip('-');
            if (!isMinus && !Skip('+')) return sum;
            var term = ReadProduct();
            sum = isMinus ? Made("-", sum - term, sum, term) : Made("+", sum + term, sum, term);
        }
    }

    private Node ReadProduct()
    {
        var product = ReadSigned();
        while (true)
        {
            bool isDivision = Skip('/');
            if (!isDivision && !Skip('*')) return product;
            var factor = ReadSigned();
            product = isDivision ? Made("/", product / factor, product, factor) : Made("*", product * factor, product, factor);
        }
    }

    private Node ReadSigned()
    {
        SkipSpace();
        if (++_depth > DeepestNesting) throw Wrong(_position, $"expected at most {DeepestNesting} levels, but it is nested deeper.");
        bool isMinus = Skip('-');
        var signed = isMinus || Skip('+') ? ReadSigned() : ReadPower();
        _depth--;
        return isMinus ? Made("-", -signed, signed) : signed;
    }

    private Node ReadPower()
    {
        var x = ReadMethods();
        if (!Skip('^')) return x;
        int resolved = _resolved;
        var exponent = ReadSigned();
        return resolved == _resolved
            ? Made("^", x.Pow(exponent.Data), x, exponent.Data)
            : Made("^", x.Pow(exponent), x, exponent);
    }

    private Node ReadMethods()
    {
        var x = ReadAtom();
        while (Skip('.'))
        {
            SkipSpace();
            int start = _position;
            string name = ReadWord();
            if (name.Length == 0) throw Unexpected("the name of a function");
            if (!Skip('(')) throw Unexpected("'('");
            x = ReadCall(name, start, x);
        }
        return x;
    }

    private Node ReadAtom()
    {
        SkipSpace();
        if (Skip('('))
        {
            var inside = ReadSum();
            if (!Skip(')')) throw Unexpected("an operator or ')'");
            return inside;
        }
        if (char.IsAsciiDigit(Current) || Current == '.') return ReadNumber();
        if (IsNameStart(Current) || Current == '[') return ReadName();
        bool isTwoStars = Current == '*' && _position > 0 && _formula[_position - 1] == '*';
        throw Unexpected("a number, a name or '('", isTwoStars ? " A power is written ^." : "");
    }

    private Node ReadNumber()
    {
        int start = _position;
        SkipDigits();
        if (Current == '.')
        {
            _position++;
            SkipDigits();
        }
        int end = _position;
        if (Current is 'e' or 'E')
        {
            _position++;
            if (Current is '+' or '-') _position++;
            if (char.IsAsciiDigit(Current)) SkipDigits();
            else _position = end;
        }
        string text = _formula[start.._position];
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            throw Wrong(start, $"expected a number, but was {Text.Quoted(text)}.");
        }
        return number;
    }

    private Node ReadName()
    {
        int start = _position;
        string name;
        if (Current == '[')
        {
            int end = _formula.IndexOf(']', start);
            if (end < 0) throw Wrong(start, "expected ']' after the name of a column, but the formula ends.");
            name = _formula[(start + 1)..end];
            _position = end + 1;
        }
        else
        {
            name = ReadWord();
            if (name is "Math" or "Node" && Skip('.'))
            {
                start = _position;
                string member = ReadWord();
                if (name == "Math" && Constant(member.ToLowerInvariant()) is { } constant) return constant;
                if (!Skip('(')) throw Wrong(start, $"expected a function of {name}, but was {Text.Quoted(member)}.");
                return ReadCall(member, start);
            }
            if (Skip('(')) return ReadCall(name, start);
        }
        if (_resolve(name, start) is not { } node) return Constant(name)!.Value;
        _resolved++;
        return node;
    }

    private string ReadWord()
    {
        int start = _position;
        while (IsNameStart(Current) || (_position > start && char.IsAsciiDigit(Current))) _position++;
        return _formula[start.._position];
    }

    private Node ReadCall(string name, int start, Node? receiver = null)
    {
        var function = FormulaFunctions.Find(name)
            ?? throw Wrong(start, $"there is no function {Text.Quoted(name)}. The functions are {Text.Listed(FormulaFunctions.Names)}.");
        var arguments = new List<Node>();
        if (receiver is { } first) arguments.Add(first);
        if (receiver is null || !Skip(')'))
        {
            do
            {
                arguments.Add(ReadArgument(function, arguments.Count));
            }
            while (Skip(','));
            if (!Skip(')')) throw Unexpected("an operator, ',' or ')'");
        }
        if (!function.Takes(arguments.Count))
        {
            throw Wrong(start, $"{function.Name} takes {function.ArgumentCount}, but was given {arguments.Count}.");
        }
        try
        {
            var inputs = arguments.ToArray();
            return Made(function, function.Call(inputs), inputs);
        }
        catch (ArgumentException refused)
        {
            throw Wrong(start, $"{function.Name}: {Text.Message(refused)}");
        }
    }

    private Node ReadArgument(FormulaFunction function, int index)
    {
        SkipSpace();
        int start = _position, resolved = _resolved;
        var argument = ReadSum();
        if (function.TakesNumber(index) && resolved != _resolved)
        {
            throw Wrong(start, $"argument {index + 1} of {function.Name} must be a number, without names.");
        }
        return argument;
    }

    private Node Made(string symbol, Node output, params Node[] inputs)
    {
        _made?.Invoke(new FormulaOperation(symbol, null, inputs, output));
        return output;
    }

    private Node Made(FormulaFunction function, Node output, Node[] inputs)
    {
        _made?.Invoke(new FormulaOperation(function.Name, function, inputs, output));
        return output;
    }

    private bool Skip(char symbol)
    {
        SkipSpace();
        if (IsAtEnd || Current != symbol) return false;
        _position++;
        return true;
    }

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Current)) _position++;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current)) _position++;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private FormulaException Unexpected(string expected, string hint = "")
    {
        string came = IsAtEnd ? "the formula ends" : $"was {Text.Quoted(char.ConvertFromUtf32(CodePoint()))}";
        return Wrong(_position, $"expected {expected}, but {came}.{hint}");
    }

    private int CodePoint() => char.IsSurrogate(Current) && !char.IsSurrogatePair(_formula, _position)
        ? '\uFFFD'
        : char.ConvertToUtf32(_formula, _position);

    private FormulaException Wrong(int position, string what) => new(_formula, position, what);
}
