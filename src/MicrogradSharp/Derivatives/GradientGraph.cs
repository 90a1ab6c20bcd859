using System.Runtime.InteropServices;

namespace MicrogradSharp;

/// <summary>The backward pass in nodes: builds the gradient as a graph instead of computing numbers.</summary>
internal sealed class GradientGraph
{
    private readonly PathSearch _paths;
    private readonly Contributions[] _contributions;        // one per place: what adds up to its gradient

    private GradientGraph(PathSearch paths)
    {
        _paths = paths;
        _contributions = new Contributions[paths.Places.Count];
    }

    /// <summary>∂y/∂x for every x.</summary>
    public static Node[] Of(Value y, ReadOnlySpan<Node> xs)
    {
        var graph = new GradientGraph(PathSearch.Run(y, xs));
        graph.Propagate(y);
        var byPlace = new Node[xs.Length];      // the xs have the first places; an x given twice has only one
        var gradients = new Node[xs.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            ref var gradient = ref byPlace[graph._paths.Places[xs[i].Value]];
            if (gradient.Equals(default)) gradient = graph.GradientOf(xs[i].Value).ToNode();
            gradients[i] = gradient;
        }
        return gradients;
    }

    private void Propagate(Value y)
    {
        Contribute(y, new Factor(1));
        for (int i = _paths.Operations.Count - 1; i >= 0; i--)
        {
            var operation = _paths.Operations[i];
            var gradient = GradientOf(operation);
            if (!gradient.IsZero) PassOn(operation, gradient);
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
                $"SlopesInNodes of the operator '{rule.Symbol}' must return one slope for each of its {inputs.Length} inputs, " +
                $"but returned {slopes?.Length ?? 0}.");
        }
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!_paths.Places.ContainsKey(inputs[i])) continue;
            if (slopes[i].Equals(default))
            {
                throw new InvalidOperationException(
                    $"SlopesInNodes of the operator '{rule.Symbol}' returned default(Node), which has no value, " +
                    $"as the slope for input {i}.");
            }
            Contribute(inputs[i], Factor.Chain(FactorOf(slopes[i]), gradient, rule.ZeroSlopeStopsGradient));
        }
    }

    /// <summary>
    /// A leaf made by this call of the rule is a constant. A leaf that the rule keeps may change later, so it stays a node.
    /// </summary>
    private Factor FactorOf(Node slope) =>
        slope.Value.IsLeaf && _paths.IsOlderThan(slope.Value) ? new Factor(slope.Value.Stored) : new Factor(slope);

    private void Contribute(Value value, Factor factor)
    {
        if (!factor.IsZero && _paths.Places.TryGetValue(value, out int place)) _contributions[place].Add(factor);
    }

    private Factor GradientOf(Value value) => _contributions[_paths.Places[value]].Sum();

    /// <summary>The contributions to the gradient of one value. Most values have one user and need no list.</summary>
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
