using System.Globalization;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Checks the parameters that a user gives, and what the options say about them.</summary>
internal sealed class ParameterCheck
{
    private readonly LeastSquaresOptions _options;
    private readonly Node[] _nodes;
    private readonly string[] _names;
    private readonly Dictionary<Value, int> _indexOf = [];
    private readonly Dictionary<Value, Node> _ties = [];
    private readonly HashSet<int> _pending = [];        // ties that are being resolved

    private ParameterCheck(Node[] nodes, LeastSquaresOptions options)
    {
        _nodes = nodes;
        _options = options;
        _names = new string[nodes.Length];
    }

    /// <exception cref="ArgumentNullException">A collection of the options is null.</exception>
    /// <exception cref="ArgumentException">Something is wrong with the parameters or the options; the message says what.</exception>
    public static ParameterSet Run(ReadOnlySpan<Node> parameters, LeastSquaresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Bounds);
        ArgumentNullException.ThrowIfNull(options.Fixed);
        ArgumentNullException.ThrowIfNull(options.Ties);
        ArgumentNullException.ThrowIfNull(options.Scales);
        var check = new ParameterCheck(parameters.ToArray(), options);
        check.CheckNodes();
        check.ResolveTies();
        return check.MakeSet();
    }

    private void CheckNodes()
    {
        if (_nodes.Length == 0) throw new ArgumentException("parameters must hold at least 1 node, but was empty.", "parameters");
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].Equals(default))
            {
                throw Wrong("parameters", $"parameters must be leaves such as new Node(1, \"a\"), but number {i} is default(Node).");
            }
            _names[i] = string.IsNullOrWhiteSpace(_nodes[i].Label) ? $"p{i}" : ShownText.OneLine(_nodes[i].Label!);
            if (!_nodes[i].Value.IsLeaf)
            {
                throw Wrong(
                    "parameters", $"parameters must be leaves, but {_names[i]} is the result of '{_nodes[i].Value.Rule!.Symbol}'.");
            }
            if (!_indexOf.TryAdd(_nodes[i].Value, i))
            {
                throw Wrong("parameters", $"parameters must differ from each other, but {_names[i]} is given twice.");
            }
            if (!double.IsFinite(_nodes[i].Data))
            {
                throw Wrong("parameters", $"parameters must start at finite numbers, but {_names[i]} starts at {Text(_nodes[i].Data)}.");
            }
        }
    }

    private ParameterSet MakeSet()
    {
        double[] low = new double[_nodes.Length], high = new double[_nodes.Length], scales = new double[_nodes.Length];
        low.AsSpan().Fill(double.NegativeInfinity);
        high.AsSpan().Fill(double.PositiveInfinity);
        foreach (var (node, (from, to)) in _options.Bounds)
        {
            int i = IndexOf(node, nameof(LeastSquaresOptions.Bounds));
            if (!(from <= to))
            {
                throw Wrong("Bounds", $"Bounds must run from low to high, but those of {_names[i]} are {Text(from)} to {Text(to)}.");
            }
            (low[i], high[i]) = (from, to);
        }
        foreach (var (node, scale) in _options.Scales)
        {
            int i = IndexOf(node, nameof(LeastSquaresOptions.Scales));
            if (!(scale > 0 && double.IsFinite(scale)))
            {
                throw Wrong("Scales", $"Scales must be finite and above 0, but that of {_names[i]} is {Text(scale)}.");
            }
            scales[i] = scale;
        }
        bool[] isFixed = new bool[_nodes.Length];
        foreach (var node in _options.Fixed) isFixed[IndexOf(node, nameof(LeastSquaresOptions.Fixed))] = true;
        CheckTied(low, high, isFixed);
        int[] free = [.. Enumerable.Range(0, _nodes.Length).Where(i => !isFixed[i] && !_ties.ContainsKey(_nodes[i].Value))];
        if (free.Length == 0) throw Wrong("parameters", "parameters must hold at least 1 that is free, but all are fixed or tied.");
        foreach (int i in free) CheckStart(i, low[i], high[i]);
        return new ParameterSet(_nodes, _names, free, _ties) { Low = low, High = high, Scales = scales };
    }

    private void CheckTied(double[] low, double[] high, bool[] isFixed)
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (!_ties.ContainsKey(_nodes[i].Value)) continue;
            if (isFixed[i]) throw Wrong("Ties", $"Ties must not hold a fixed parameter, but {_names[i]} is both tied and fixed.");
            if (double.IsFinite(low[i]) || double.IsFinite(high[i]))
            {
                throw Wrong(
                    "Ties",
                    $"Ties must not hold a bounded parameter, but {_names[i]} has bounds. Bound the parameters that it depends on.");
            }
        }
    }

    private void CheckStart(int i, double low, double high)
    {
        double start = _nodes[i].Data;
        if (low == high)
        {
            throw Wrong("Bounds", $"Bounds must leave room, but those of {_names[i]} are both {Text(low)}. Use Fixed instead.");
        }
        if (start >= low && start <= high) return;
        throw Wrong(
            "parameters",
            $"parameters must start inside their bounds, {Text(low)} to {Text(high)} for {_names[i]}, but it starts at {Text(start)}.");
    }

    private void ResolveTies()
    {
        foreach (var (node, expression) in _options.Ties)
        {
            int i = IndexOf(node, nameof(LeastSquaresOptions.Ties));
            if (expression.Equals(default)) throw Wrong("Ties", $"Ties must hold expressions, but that of {_names[i]} is default(Node).");
        }
        foreach (var node in _options.Ties.Keys) Resolve(_indexOf[node.Value]);
    }

    /// <summary>Writes the expression of a tied parameter with parameters that are not tied.</summary>
    private void Resolve(int index)
    {
        var node = _nodes[index];
        if (_ties.ContainsKey(node.Value)) return;
        if (!_pending.Add(index)) throw Wrong("Ties", $"Ties must not go in a circle, but {_names[index]} depends on itself.");
        var expression = _options.Ties[node];
        foreach (var leaf in LeavesOf(expression))
        {
            if (_indexOf.TryGetValue(leaf, out int i) && _options.Ties.ContainsKey(_nodes[i])) Resolve(i);
        }
        _ties.Add(node.Value, new Substitution(_ties).Apply([expression])[0]);
    }

    private static Value[] LeavesOf(Node expression)
    {
        using var order = TopologicalOrder.From(expression.Value);
        return order.Leaves.ToArray();
    }

    private int IndexOf(Node node, string option)
    {
        if (node.Equals(default)) throw Wrong(option, $"{option} must name parameters, but one is default(Node).");
        if (_indexOf.TryGetValue(node.Value, out int index)) return index;
        string name = node.Label is { } label ? ShownText.Quoted(label) : "a node without a label";
        throw Wrong(option, $"{option} must name parameters of the fit, but {name} is not one of them.");
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static ArgumentException Wrong(string parameter, string message) => new(message, parameter);
}
