using System.Globalization;
using System.Text;
using Formulas;
using MicrogradSharp;
using Playground.Charts;

namespace Playground.Tabs.Formula;

/// <summary>A formula as a program that uses the library: it prints the value and the gradients of the leaves.</summary>
public sealed class CSharpExport
{
    private const int OfSum = 1, OfProduct = 2, OfSign = 3, OfPrimary = 4;

    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "await", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed",
        "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace",
        "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return",
        "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try",
        "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        "__arglist", "__makeref", "__reftype", "__refvalue",
    ];

    // names that the program itself uses: args is a parameter of every program
    private static readonly string[] s_used = ["args", "Console", "Math", "Node", "nameof"];

    private readonly Dictionary<Node, FormulaOperation> _operations = [];
    private readonly Dictionary<Node, string> _identifiers = [];

    /// <summary>Writes the program.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="data">Returns the number of a leaf.</param>
    public static string Of(CompiledFormula formula, Func<string, double> data) => new CSharpExport().Write(formula, data);

    private string Write(CompiledFormula formula, Func<string, double> data)
    {
        var taken = s_used.ToHashSet();
        var leaves = formula.Names.ToDictionary(name => name, name => new Node(data(name), name));
        var program = new StringBuilder("using MicrogradSharp;\n\n");
        foreach (string name in formula.Names)
        {
            string identifier = _identifiers[leaves[name]] = Identifier(name, taken);
            program.Append(CultureInfo.InvariantCulture, $"Node {identifier} = new({Literal(data(name))}, {Quoted(name)});\n");
        }
        var output = formula.Build(name => leaves[name], Remember);
        string y = Identifier("y", taken);
        program.Append(CultureInfo.InvariantCulture, $"Node {y} = {Text(output)};\n{y}.Backward();\n\n");
        program.Append(CultureInfo.InvariantCulture, $"Console.WriteLine({y}.Data);\n");
        foreach (string name in formula.Names)
        {
            program.Append(CultureInfo.InvariantCulture, $"Console.WriteLine({_identifiers[leaves[name]]}.Grad);\n");
        }
        return program.ToString();
    }

    // a sum of one, say, is its input: nothing to write
    private void Remember(FormulaOperation operation)
    {
        if (!operation.Inputs.Contains(operation.Output)) _operations[operation.Output] = operation;
    }

    private string Text(Node node, int atLeast = OfSum)
    {
        var (text, precedence) = Written(node);
        return precedence < atLeast ? $"({text})" : text;
    }

    private (string Text, int Precedence) Written(Node node)
    {
        if (_identifiers.TryGetValue(node, out string? identifier)) return (identifier, OfPrimary);
        if (!_operations.TryGetValue(node, out var operation)) return (Literal(node.Data), OfPrimary);
        var inputs = operation.Inputs;
        if (operation.Function is { } function) return (Call(function, inputs), OfPrimary);
        return operation.Symbol switch
        {
            "^" => ($"{Receiver(inputs[0])}.Pow({Text(inputs[1])})", OfPrimary),
            "-" when inputs.Count == 1 => ($"-{Text(inputs[0], OfPrimary)}", OfSign),
            "+" or "-" => ($"{Text(inputs[0])} {operation.Symbol} {Text(inputs[1], OfProduct)}", OfSum),
            _ => ($"{Text(inputs[0], OfProduct)} {operation.Symbol} {Text(inputs[1], OfSign)}", OfProduct),
        };
    }

    private string Call(FormulaFunction function, IReadOnlyList<Node> inputs)
    {
        string[] arguments = [.. inputs.Select((input, i) => function.TakesNumber(i) ? Literal(input.Data) : Text(input))];
        return function.IsStatic
            ? $"Node.{function.Method}({string.Join(", ", arguments)})"
            : $"{Receiver(inputs[0])}.{function.Method}({string.Join(", ", arguments.Skip(1))})";
    }

    /// <summary>What stands before a method: an expression without leaves is a double, which has no methods of nodes.</summary>
    private string Receiver(Node node) => IsNumber(node) ? $"new Node({Text(node)})" : Text(node, OfPrimary);

    private bool IsNumber(Node node) =>
        !_identifiers.ContainsKey(node)
        && (!_operations.TryGetValue(node, out var operation)
            || (operation is { Function: null, Symbol: not "^" } && operation.Inputs.All(IsNumber)));

    private static string Identifier(string name, HashSet<string> taken)
    {
        string letters = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'));
        if (letters.Length == 0 || char.IsDigit(letters[0])) letters = $"_{letters}";
        string identifier = s_keywords.Contains(letters) ? $"@{letters}" : letters;
        while (!taken.Add(identifier)) identifier += "_";
        return identifier;
    }

    private static string Literal(double number)
    {
        if (double.IsNaN(number)) return "double.NaN";
        if (double.IsInfinity(number)) return number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        string text = NumberFormat.Exact(number);
        return text.All(c => char.IsAsciiDigit(c) || c == '-') ? $"{text}.0" : text;
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c < ' ' || char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
