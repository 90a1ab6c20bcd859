using System.Runtime.InteropServices;

namespace MicrogradSharp;

/// <summary>The backward pass in nodes: writes the gradient down instead of computing it.</summary>
internal sealed class GradientGraph
{
    private readonly Dictionary<Value, int> _places = [];           // of every x and everything that depends on one
    private readonly List<Value> _operations = [];                  // what depends on an x, in topological order
    private readonly List<Contributions> _contributions = [];       // to the gradient of each place

    private GradientGraph()
    {
    }

    /// <summary>∂y/∂x for every x.</summary>
    public static Node[] Of(Value y, ReadOnlySpan<Node> xs)
    {
        var graph = new GradientGraph();
        graph.FindWays(y, xs);
        graph.Propagate(y);
        var byPlace = new Node[xs.Length];      // the xs got the first places; one that comes twice has one
        var gradients = new Node[xs.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            ref var gradient = ref byPlace[graph._places[xs[i].Value]];
            if (gradient.Equals(default)) gradient = graph.GradientOf(xs[i].Value).ToNode();
            gradients[i] = gradient;
        }
        return gradients;
    }

    private void FindWays(Value y, ReadOnlySpan<Node> xs)
    {
        foreach (var x in xs) AddPlace(x.Value);
        using var order = TopologicalOrder.From(y);
        foreach (var operation in order.Operations)
        {
            if (operation.Rule is Expr { IsFlat: true } || !HasPlaceAmong(operation.Inputs)) continue;
            AddPlace(operation);
            _operations.Add(operation);
        }
    }

    private void AddPlace(Value value)
    {
        if (_places.TryAdd(value, _contributions.Count)) _contributions.Add(default);
    }

    private bool HasPlaceAmong(ReadOnlySpan<Value> inputs)
    {
        foreach (var input in inputs)
        {
            if (_places.ContainsKey(input)) return true;
        }
        return false;
    }

    private void Propagate(Value y)
    {
        Contribute(y, new Factor(1));
        for (int i = _operations.Count - 1; i >= 0; i--)
        {
            var gradient = GradientOf(_operations[i]);
            if (!gradient.IsZero) PassOn(_operations[i], gradient);
        }
    }

    private void PassOn(Value operation, Factor gradient)
    {
        var rule = operation.Rule!;
        var inputs = operation.Inputs;
        var slopes = rule.SlopesInNodes(operation);
        if (slopes is null || slopes.Length != inputs.Length)
        {
            throw new InvalidOperationException(
                $"SlopesInNodes of the operator '{rule.Symbol}' must give a slope for each of {inputs.Length} inputs, but gave {slopes?.Length ?? 0}.");
        }
        bool isSilent = rule is Expr { IsSilentAtZeroSlope: true };
        bool isOurs = rule.GetType().Assembly == typeof(GradientGraph).Assembly;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!_places.ContainsKey(inputs[i])) continue;
            if (slopes[i].Equals(default)) throw new InvalidOperationException($"SlopesInNodes of the operator '{rule.Symbol}' gave default(Node) as the slope for input {i}: it has no value.");
            Contribute(inputs[i], Factor.Chain(isOurs ? Factor.OfOurs(slopes[i]) : new Factor(slopes[i]), gradient, isSilent));
        }
    }

    private void Contribute(Value value, Factor factor)
    {
        if (!factor.IsZero && _places.TryGetValue(value, out int place)) CollectionsMarshal.AsSpan(_contributions)[place].Add(factor);
    }

    private Factor GradientOf(Value value) => CollectionsMarshal.AsSpan(_contributions)[_places[value]].Sum();

    /// <summary>What flows together at a value. Nearly all have one user, and need no list.</summary>
    private struct Contributions
    {
        private Factor _first;
        private List<Factor>? _all;

        public void Add(Factor factor)
        {
            if (_all is not null) _all.Add(factor);
            else if (_first.IsZero) _first = factor;
            else _all = [_first, factor];
        }

        public Factor Sum()
        {
            if (_all is null) return _first;
            (_first, _all) = (Factor.Sum(CollectionsMarshal.AsSpan(_all)), null);
            return _first;
        }
    }
}
