using System.Runtime.CompilerServices;
using MicrogradSharp;

namespace Formulas;

/// <summary>A function that a formula may call.</summary>
public sealed class FormulaFunction
{
    private readonly int _fewest, _most, _nodes;        // arguments beyond the nodes are numbers that the operator keeps
    private readonly Func<ReadOnlySpan<Node>, Node> _call;

    private FormulaFunction(string name, int fewest, int most, int nodes, string code, Func<ReadOnlySpan<Node>, Node> call)
    {
        Name = name;
        _fewest = fewest;
        _most = most;
        _nodes = nodes;
        _call = call;
        // the code is x => x.Tanh(), x => Node.Max(x) or Node.Atan2
        IsStatic = code.Contains("Node.", StringComparison.Ordinal);
        int dot = code.LastIndexOf('.'), end = code.IndexOf('(', dot);
        Method = code[(dot + 1)..(end < 0 ? code.Length : end)];
    }

    public string Name { get; }

    /// <summary>The method of <see cref="Node"/> that it calls.</summary>
    public string Method { get; }

    /// <summary>Whether the method is static; otherwise the first argument stands before it.</summary>
    public bool IsStatic { get; }

    /// <summary>How many arguments it takes, as a part of a sentence: <c>1 argument</c>, <c>1 or 2 arguments</c>.</summary>
    public string ArgumentCount =>
        _most == int.MaxValue ? $"at least {Text.Count(_fewest, "argument")}"
        : _fewest == _most ? Text.Count(_most, "argument")
        : $"{_fewest} or {Text.Count(_most, "argument")}";

    public static FormulaFunction Of(
        string name, Func<Node, Node> call, [CallerArgumentExpression(nameof(call))] string code = "") =>
        new(name, 1, 1, 1, code, x => call(x[0]));

    public static FormulaFunction Of(
        string name, Func<Node, Node, Node> call, [CallerArgumentExpression(nameof(call))] string code = "") =>
        new(name, 2, 2, 2, code, x => call(x[0], x[1]));

    public static FormulaFunction Of(
        string name, Func<Node, Node, Node, Node> call, [CallerArgumentExpression(nameof(call))] string code = "") =>
        new(name, 3, 3, 3, code, x => call(x[0], x[1], x[2]));

    /// <summary>A function of one node and of one number that may be left out.</summary>
    public static FormulaFunction WithNumber(
        string name, double otherwise, Func<Node, double, Node> call, [CallerArgumentExpression(nameof(call))] string code = "") =>
        new(name, 1, 2, 1, code, x => call(x[0], x.Length > 1 ? x[1].Data : otherwise));

    /// <summary>A function of one node and of two numbers.</summary>
    public static FormulaFunction WithNumbers(
        string name, Func<Node, double, double, Node> call, [CallerArgumentExpression(nameof(call))] string code = "") =>
        new(name, 3, 3, 1, code, x => call(x[0], x[1].Data, x[2].Data));

    /// <summary>A function of any number of nodes, at least one.</summary>
    public static FormulaFunction OfMany(
        string name, Func<ReadOnlySpan<Node>, Node> call, [CallerArgumentExpression(nameof(call))] string code = "") =>
        new(name, 1, int.MaxValue, int.MaxValue, code, call);

    public bool Takes(int arguments) => arguments >= _fewest && arguments <= _most;

    /// <summary>Whether an argument must be a number, which has no gradient.</summary>
    public bool TakesNumber(int index) => index >= _nodes && index < _most;

    /// <summary>Calls it with a number of arguments that it <see cref="Takes">takes</see>.</summary>
    /// <exception cref="ArgumentException">The operator refuses a number.</exception>
    public Node Call(ReadOnlySpan<Node> arguments) => _call(arguments);
}
