using Playground.Charts;

namespace Playground.Tabs.Formula;

/// <summary>The forward and the backward pass of a graph, one step after another, with the numbers that it holds now.</summary>
public sealed class Walk
{
    private readonly FormulaGraph _graph;
    private readonly ChainRuleText _rule;
    private readonly int _leaves;
    private readonly (int From, int Place)[] _edges;

    public Walk(FormulaGraph graph)
    {
        _graph = graph;
        _rule = new ChainRuleText(graph);
        _leaves = Enumerable.Range(0, graph.Count).Count(graph.IsLeaf);
        _edges =
        [
            .. Enumerable.Range(0, graph.Count).Reverse()
                .SelectMany(from => Enumerable.Range(0, graph.InputsOf(from).Count).Select(place => (from, place))),
        ];
    }

    /// <summary>The graph whose numbers it shows.</summary>
    public FormulaGraph Graph => _graph;

    /// <summary>The leaves, each operation, the output's own gradient, each edge, and the end.</summary>
    public int Count => FirstBackward + 1 + _edges.Length + 1;

    /// <summary>The first step of the backward pass.</summary>
    private int FirstBackward => 1 + _graph.Count - _leaves;

    /// <summary>A step; the nearest one if there is none of this number.</summary>
    public WalkStep At(int step)
    {
        step = Math.Clamp(step, 0, Count - 1);
        if (step == 0) return Forward("Start", Listing(leaf => $"{_graph.NameOf(leaf)} = {NumberFormat.Of(_graph[leaf].Data)}"),
            "The leaves hold their numbers. Nothing is computed yet.", _leaves, null);
        if (step < FirstBackward) return Operation(_leaves + step - 1);
        var gradients = new double?[_graph.Count];
        gradients[^1] = 1;
        if (step == FirstBackward)
        {
            return Backward([new("", $"{_rule.Derivative(_graph.Output, _graph.Output)} = "), new("sum", "1")],
                $"The backward pass starts at the output: when {_graph.NameOf(_graph.Output)} grows by a little, it grows by just that.",
                gradients, _graph.Output);
        }
        int edges = Math.Min(step - FirstBackward, _edges.Length);
        double? before = null;
        for (int i = 0; i < edges; i++) before = Add(gradients, _edges[i]);
        if (step == Count - 1)
        {
            var slopes = Listing(leaf => $"{_rule.Derivative(_graph.Output, leaf)} = {NumberFormat.Of(_graph[leaf].Grad)}");
            string meaning = $"Done. Each gradient says how fast {_graph.NameOf(_graph.Output)} changes with that leaf.";
            return Backward(slopes, meaning, gradients, null) with { Pass = "End" };
        }
        return Edge(_edges[edges - 1], gradients, before);
    }

    private WalkStep Operation(int node)
    {
        string inNames = _graph.Applied(node, _graph.NameOf);
        string inNumbers = _graph.Applied(node, input => NumberFormat.Of(_graph[input].Data));
        return Forward("Forward",
            [new("", $"{_graph.NameOf(node)} = {inNames} = {inNumbers} = "), new("sum", NumberFormat.Of(_graph[node].Data))],
            "Its inputs are known, so the operation computes its value.", node + 1, node);
    }

    private double? Add(double?[] gradients, (int From, int Place) edge)
    {
        int to = _graph.InputsOf(edge.From)[edge.Place];
        double? before = gradients[to];
        gradients[to] = (before ?? 0) + _rule.Shares(edge.From, gradients[edge.From]!.Value)[edge.Place];
        return before;
    }

    private WalkStep Edge((int From, int Place) edge, double?[] gradients, double? before)
    {
        var (from, place) = edge;
        int to = _graph.InputsOf(from)[place];
        string name = _graph.NameOf(to);
        string slope = _rule.Slope(from, place) is { } rule ? $" Its slope by {name} is {rule}." : "";
        string sum = before is { } earlier
            ? $" {name} is used more than once, so the parts add up: {NumberFormat.Of(earlier)} + "
                + $"{FormulaGraph.Bracketed(NumberFormat.Of(gradients[to]!.Value - earlier))} = {NumberFormat.Of(gradients[to]!.Value)}."
            : "";
        string note = gradients[from] == 0
            ? $"The gradient of {_graph.NameOf(from)} is exactly 0, so it passes on exactly 0."
            : $"{_graph.NameOf(from)} = {_graph.Applied(from, _graph.NameOf)}.{slope}{sum}";
        var formula = _rule.OfEdge(from, place, gradients[from]!.Value, before is null);
        return Backward(formula, note, gradients, to) with { From = from, Place = place };
    }

    private WalkStep Forward(string pass, IReadOnlyList<FormulaPart> formula, string note, int computed, int? node) => new()
    {
        Pass = pass,
        Formula = formula,
        Note = note,
        Computed = computed,
        Gradients = new double?[_graph.Count],
        Node = node,
    };

    private WalkStep Backward(IReadOnlyList<FormulaPart> formula, string note, double?[] gradients, int? node) => new()
    {
        Pass = "Backward",
        Formula = formula,
        Note = note,
        Computed = _graph.Count,
        Gradients = gradients,
        Node = node,
    };

    private IReadOnlyList<FormulaPart> Listing(Func<int, string> shown)
    {
        const int Most = 6;
        var leaves = _graph.Leaves.ToArray();
        string more = leaves.Length > Most ? $",  … {leaves.Length - Most} more" : "";
        return [new("", leaves.Length == 0 ? "There is no leaf with a name." : string.Join(",  ", leaves.Take(Most).Select(shown)) + more)];
    }
}
