using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Generates the page of all operators from their source files.</summary>
internal static partial class OperatorsPage
{
    public const string Document = "docs/operators.md";

    private const int LongestLine = 140;

    private static readonly (string Title, Type Base)[] s_groups =
    [
        ("One input", typeof(UnaryExpr)),
        ("Two inputs", typeof(BinaryExpr)),
        ("Any number of inputs", typeof(NaryExpr)),
    ];

    private static readonly Dictionary<string, XElement> s_documentation =
        XDocument.Load(Path.ChangeExtension(typeof(Value).Assembly.Location, ".xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);

    public static string Write()
    {
        var page = new StringBuilder("""
            # Operators

            The formula of every operator, its slope, and what it does at 0, ±∞ and NaN. This page is generated from the source, and a test
            fails when it is out of date. To write one, see [an operator of your own](own-operators.md).

            NaN gives NaN unless stated otherwise. A gradient of exactly 0 contributes exactly 0, whatever the slope. A slope of exactly 0
            stops every gradient in the operators that choose (`ReLU`, `Max`, `Min`, `Where`, `Clamp`, and x⁰) and in the flat ones (`Sign`,
            `Floor`, `Ceiling`, `Round`). In all others slope and gradient are multiplied as IEEE 754 says, and 0 · ∞ is NaN.

            """);
        foreach (var (title, kind) in s_groups)
        {
            var operators = Operators().Where(type => type.IsSubclassOf(kind)).ToArray();
            page.Append($"\n## {title}\n\n| operator | symbol | value | slope |\n|---|---|---|---|\n");
            foreach (var type in operators) page.Append($"| {Row(type)} |\n");
            page.Append("\nSpecial values:\n\n");
            foreach (var type in operators) page.Append(Wrapped($"- **{type.Name}**. {Remarks(type)}"));
        }
        return page.ToString();
    }

    /// <summary>Breaks the lines of an item of a list, and indents what follows.</summary>
    private static string Wrapped(string item)
    {
        var text = new StringBuilder();
        foreach (string line in item.Split('\n'))
        {
            string indent = new(' ', line.Length - line.TrimStart().Length + 2);
            int width = 0;
            foreach (string word in line.TrimStart().Split(' '))
            {
                bool isFirst = width == 0, breaks = width + 1 + word.Length > LongestLine;
                string gap = isFirst ? indent[2..] : breaks ? $"\n{indent}" : " ";
                text.Append(gap).Append(word);
                width = (isFirst || breaks ? gap.TrimStart('\n').Length : width + 1) + word.Length;
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private static IEnumerable<Type> Operators() => typeof(Expr).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(Expr)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase);

    private static string Row(Type type)
    {
        string[] rule = Text(s_documentation[$"T:{type.FullName}"].Element("summary")!).Split(",  ", 2);
        rule.Should().HaveCount(2, "the summary of {0} gives the value, a comma, two spaces, and the slope", type.Name);
        var cells =
            new[] { $"[{Call(Method(type))}](../src/MicrogradSharp/Expressions/{type.Name}.cs)", $"`{Symbol(type)}`", rule[0], rule[1] };
        return string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)));
    }

    /// <summary>Returns the operator as a user writes it.</summary>
    private static string Call(MethodInfo method)
    {
        string[] names = [.. method.GetParameters().Select(parameter => parameter.Name!)];
        return method.Name switch
        {
            "op_Addition" => "`left + right`",
            "op_Subtraction" => "`left - right`",
            "op_Multiply" => "`left * right`",
            "op_Division" => "`left / right`",
            "op_UnaryNegation" => "`-x`",
            _ => $"`{(method.IsStatic ? "Node" : "x")}.{method.Name}({string.Join(", ", names)})`",
        };
    }

    /// <summary>Returns the public method in the operator's file.</summary>
    private static MethodInfo Method(Type type)
    {
        var signature = Signature().Match(Repository.Read($"src/MicrogradSharp/Expressions/{type.Name}.cs"));
        string name = signature.Groups["name"].Value switch
        {
            "+" => "op_Addition",
            "-" => signature.Groups["parameters"].Value.Contains(',') ? "op_Subtraction" : "op_UnaryNegation",
            "*" => "op_Multiply",
            "/" => "op_Division",
            var plain => plain,
        };
        bool takesNumber = signature.Groups["parameters"].Value.StartsWith("double", StringComparison.Ordinal);
        return typeof(Node).GetMethods().Single(method => method.Name == name
            && (method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(double)) == takesNumber);
    }

    /// <summary>Returns the symbol from the rule of a node. The contract of each operator can create a node.</summary>
    private static string Symbol(Type type)
    {
        var contract = typeof(OperatorContract<>).MakeGenericType(type);
        var test = typeof(OperatorsPage).Assembly.GetTypes().Single(candidate => candidate.BaseType == contract);
        var instance = Activator.CreateInstance(test)!;
        return ((IOperatorExample)instance).Example().Value.Rule!.Symbol;
    }

    private static string Remarks(Type type)
    {
        var method = Method(type);
        string parameters = string.Join(",", method.GetParameters().Select(parameter => Identifier(parameter.ParameterType)));
        var member = s_documentation[$"M:MicrogradSharp.Node.{method.Name}{(parameters.Length > 0 ? $"({parameters})" : "")}"];
        return member.Element("remarks") is { } remarks
            ? Text(remarks)
            : throw new InvalidOperationException($"The method of {type.Name} has no remarks on special values.");
    }

    private static string Identifier(Type type) =>
        type.IsGenericType
            ? $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(Identifier))}}}"
            : type.FullName!;

    /// <summary>
    /// Returns documentation as Markdown for the item of a list: one line, with lists indented below it and names as code.
    /// </summary>
    private static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => LineBreak().Replace(text.Value, " "),
        XElement { Name.LocalName: "see" } see => $"`{Name(see)}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "list" } list => string.Concat(list.Elements("item").Select((item, i) => $"\n  {i + 1}. {Text(item)}")),
        XElement other => Text(other),
        _ => "",
    })).Trim(' ').Replace(" \n", "\n", StringComparison.Ordinal);

    private static string Name(XElement see)
    {
        if (see.Attribute("langword") is { } word) return word.Value;
        string[] parts = see.Attribute("cref")!.Value.Split('(')[0].Split('.');
        return parts[^1] == nameof(Double) ? "double" : parts[^2] == nameof(Math) ? $"Math.{parts[^1]}" : parts[^1];
    }

    [GeneratedRegex(@"public (static )?Node (operator )?(?<name>\S+?)\((?<parameters>.*?)\)")]
    private static partial Regex Signature();

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreak();
}
