namespace MicrogradSharp;

/// <summary>Backward passes from some outputs to some leaves, only along the paths between them. No other gradient changes.</summary>
internal sealed class GradientPass
{
    private readonly Value[] _outputs;
    private readonly Node[] _leaves;
    private readonly Value[] _operations;       // on a path, in topological order
    private readonly Value[] _others;           // not on a path; rules add to their gradients too
    private readonly double[] _earlier;         // their gradients before a pass, kept here so that a pass allocates nothing
    private readonly bool[] _isReached;         // whether an output depends on any of the leaves

    /// <summary>Finds the paths.</summary>
    /// <param name="outputs">The values to differentiate.</param>
    /// <param name="leaves">What to differentiate by: distinct leaves.</param>
    public GradientPass(ReadOnlySpan<Node> outputs, Node[] leaves)
    {
        _outputs = new Value[outputs.Length];
        for (int i = 0; i < outputs.Length; i++) _outputs[i] = outputs[i].Value;
        _leaves = leaves;
        using var order = TopologicalOrder.From(_outputs);
        long mark = TopologicalOrder.NewMark();
        foreach (var leaf in leaves) leaf.Value.VisitedBy = mark;
        var (ways, others) = (new List<Value>(order.Operations.Length), new List<Value>(order.Leaves.Length));
        foreach (var leaf in order.Leaves)
        {
            if (leaf.VisitedBy != mark) others.Add(leaf);
        }
        foreach (var operation in order.Operations)
        {
            bool isOnTheWay = DependsOn(operation, mark);
            if (isOnTheWay) operation.VisitedBy = mark;
            (isOnTheWay ? ways : others).Add(operation);
        }
        (_operations, _others) = ([.. ways], [.. others]);
        _earlier = new double[_others.Length];
        _isReached = Array.ConvertAll(_outputs, output => output.VisitedBy == mark);
    }

    /// <summary>Computes the operations on the paths again, after the leaves have changed. Everything else keeps its number.</summary>
    public void Forward()
    {
        foreach (var operation in _operations) operation.Stored = operation.Rule!.Forward(operation);
    }

    /// <summary>Runs one pass from all outputs together.</summary>
    /// <param name="seeds">The gradient of each output.</param>
    /// <param name="gradient">Receives Σ seedᵢ · ∂outputᵢ/∂leaf for each leaf.</param>
    public void Run(ReadOnlySpan<double> seeds, Span<double> gradient)
    {
        for (int i = 0; i < _others.Length; i++) _earlier[i] = _others[i].Grad;
        try
        {
            foreach (var operation in _operations) operation.Grad = 0;
            foreach (var leaf in _leaves) leaf.Grad = 0;
            for (int i = 0; i < seeds.Length; i++)
            {
                if (_isReached[i]) _outputs[i].Grad += seeds[i];
            }
            BackwardPass.Propagate(_operations);
            for (int i = 0; i < gradient.Length; i++) gradient[i] = _leaves[i].Grad;
        }
        finally
        {
            for (int i = 0; i < _others.Length; i++) _others[i].Grad = _earlier[i];     // even if a rule throws
        }
    }

    private static bool DependsOn(Value operation, long mark)
    {
        foreach (var input in operation.Inputs)
        {
            if (input.VisitedBy == mark) return true;
        }
        return false;
    }
}
