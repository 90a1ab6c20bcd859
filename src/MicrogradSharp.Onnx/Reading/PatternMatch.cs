using System.Runtime.CompilerServices;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>Compares the nodes that compute a value in a file with those of a pattern.</summary>
internal sealed class PatternMatch
{
    /// <summary>Both orders of a sum or product are tried, so nodes that almost match could take exponential time.</summary>
    private const int MostComparisons = 100_000;

    private static readonly HashSet<string> s_commutative = ["Add", "Mul", "Max", "Min", "And", "Or", "Xor", "Equal"];

    /// <summary>The values of attributes that a file need not hold.</summary>
    private static readonly Dictionary<(string Operator, string Attribute), string> s_defaults = new()
    {
        [("Elu", "alpha")] = Text(1f),
        [("Gelu", "approximate")] = "none",
        [("LeakyRelu", "alpha")] = Text(0.01f),
    };

    private readonly ModelFile _file;
    private readonly ActivationPattern _pattern;
    private readonly Dictionary<OnnxTensor, string> _matched = [];
    private readonly Stack<OnnxTensor> _order = new();
    private int _left = MostComparisons;

    private PatternMatch(ModelFile file, ActivationPattern pattern) => (_file, _pattern) = (file, pattern);

    /// <summary>Returns the name of the value that the activation is applied to; null if the nodes are others.</summary>
    public static string? InputOf(ModelFile file, ActivationPattern pattern, string output)
    {
        var match = new PatternMatch(file, pattern);
        return match.Matches(pattern.Output, output) ? match._matched.GetValueOrDefault(pattern.Input) : null;
    }

    private bool Matches(OnnxTensor tensor, string value)
    {
        if (--_left < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return false;
        if (_matched.TryGetValue(tensor, out string? earlier)) return earlier == value;
        if (tensor != _pattern.Input && !MatchesNodeOrNumbers(tensor, value)) return false;
        _matched.Add(tensor, value);
        _order.Push(tensor);
        return true;
    }

    private bool MatchesNodeOrNumbers(OnnxTensor tensor, string value) =>
        _pattern.Producer(tensor) is { } node ? Matches(node, value) : HaveSameNumbers(tensor, value);

    private bool Matches(GraphNode node, string value)
    {
        var found = _file.Producer(value);
        if (!ModelFile.IsOf(found, node.Operator) || found.Input.Count != node.Inputs.Length) return false;
        if (!HaveSameAttributes(node, found)) return false;
        int before = _order.Count;
        if (Matches(node.Inputs, [.. found.Input])) return true;
        if (!s_commutative.Contains(node.Operator) || node.Inputs.Length != 2) return false;
        while (_order.Count > before) _matched.Remove(_order.Pop());
        return Matches(node.Inputs, [found.Input[1], found.Input[0]]);
    }

    private bool Matches(OnnxTensor[] tensors, string[] values)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            if (!Matches(tensors[i], values[i])) return false;
        }
        return true;
    }

    /// <summary>Whether stored numbers are equal, to 32 bits: the file may have been saved in either precision.</summary>
    private bool HaveSameNumbers(OnnxTensor tensor, string value)
    {
        if (_pattern.Numbers(tensor) is not { } expected) return false;
        if (_file.Numbers(value) is not { } numbers || numbers.Length != expected.Length) return false;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!((float)numbers[i]).Equals((float)expected[i])) return false;
        }
        return true;
    }

    private static bool HaveSameAttributes(GraphNode node, NodeProto found)
    {
        var expected = node.Attributes.ToDictionary(attribute => attribute.Name, Text);
        var actual = found.Attribute.GroupBy(attribute => attribute.Name).ToDictionary(group => group.Key, group => Text(group.First()));
        return expected.Keys.Union(actual.Keys).All(name => Of(expected, name) == Of(actual, name));

        string? Of(Dictionary<string, string> attributes, string name) =>
            attributes.GetValueOrDefault(name) ?? s_defaults.GetValueOrDefault((node.Operator, name));
    }

    private static string Text(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Float => Text(attribute.F),
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        _ => NumberText.Whole(attribute.I),
    };

    private static string Text(float number) => NumberText.Full(number);
}
