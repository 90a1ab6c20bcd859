namespace MicrogradSharp.Fitting.Models;

/// <summary>The parameters of a fit: their names and start values, which of them are free, and how the others follow from these.</summary>
internal sealed class ParameterSet
{
    private readonly int[] _tied;
    private readonly ParametricTape? _ties;      // the tied parameters, from the free ones
    private readonly Substitution _substitution;

    /// <summary>Takes over checked values.</summary>
    /// <param name="nodes">The leaves.</param>
    /// <param name="names">A name for each.</param>
    /// <param name="free">The indices of the free parameters, in order.</param>
    /// <param name="ties">The expression of each tied parameter, written with parameters that are not tied.</param>
    public ParameterSet(Node[] nodes, string[] names, int[] free, IReadOnlyDictionary<Value, Node> ties)
    {
        Nodes = nodes;
        Names = names;
        Free = free;
        FreeNodes = Array.ConvertAll(free, i => nodes[i]);
        Start = Array.ConvertAll(nodes, node => node.Data);
        _substitution = new Substitution(ties);
        _tied = [.. Enumerable.Range(0, nodes.Length).Where(i => ties.ContainsKey(nodes[i].Value))];
        if (_tied.Length > 0)
        {
            _ties = ParametricTape.Record(columns: 1, _ => Array.ConvertAll(_tied, i => ties[nodes[i].Value]), FreeNodes, maxThreads: 1);
        }
    }

    /// <summary>The number of parameters.</summary>
    public int Count => Nodes.Length;

    /// <summary>The leaves.</summary>
    public Node[] Nodes { get; }

    /// <summary>The name of each parameter.</summary>
    public string[] Names { get; }

    /// <summary>The indices of the free parameters, in order.</summary>
    public int[] Free { get; }

    /// <summary>The leaves of the free parameters, in order.</summary>
    public Node[] FreeNodes { get; }

    /// <summary>The data of each leaf before the fit.</summary>
    public double[] Start { get; }

    /// <summary>The lower bound of each parameter; −∞ for none.</summary>
    public required double[] Low { get; init; }

    /// <summary>The upper bound of each parameter; +∞ for none.</summary>
    public required double[] High { get; init; }

    /// <summary>The typical size of each parameter; 0 if none is given.</summary>
    public required double[] Scales { get; init; }

    /// <summary>Whether a parameter is tied.</summary>
    public bool IsTied(int index) => Array.IndexOf(_tied, index) >= 0;

    /// <summary>Whether a parameter is fixed.</summary>
    public bool IsFixed(int index) => !IsTied(index) && Array.IndexOf(Free, index) < 0;

    /// <summary>Returns the numbers of the free parameters, out of those of all.</summary>
    public double[] OfFree(double[] all) => Array.ConvertAll(Free, i => all[i]);

    /// <summary>Returns a model with every tied parameter written as its expression.</summary>
    public Func<ReadOnlySpan<Node>, Node[]> Tie(Func<ReadOnlySpan<Node>, Node[]> model) =>
        _ties is null ? model : row => _substitution.Apply(model(row));

    /// <summary>Returns the numbers of all parameters.</summary>
    public double[] Expand(ReadOnlySpan<double> free)
    {
        double[] all = [.. Start];
        for (int i = 0; i < Free.Length; i++) all[Free[i]] = free[i];
        if (_ties is null) return all;
        double[] tied = new double[_tied.Length];
        _ties.Evaluate(free, [0], tied);
        for (int i = 0; i < tied.Length; i++) all[_tied[i]] = tied[i];
        return all;
    }

    /// <summary>Returns the derivative of each parameter by each free one.</summary>
    public double[,] Slopes(ReadOnlySpan<double> free)
    {
        double[,] slopes = new double[Count, Free.Length];
        for (int j = 0; j < Free.Length; j++) slopes[Free[j], j] = 1;
        if (_ties is null) return slopes;
        double[] tied = new double[_tied.Length], jacobian = new double[_tied.Length * Free.Length];
        _ties.EvaluateWithJacobian(free, [0], tied, jacobian);
        for (int i = 0; i < jacobian.Length; i++) slopes[_tied[i % tied.Length], i / tied.Length] = jacobian[i];
        return slopes;
    }

    /// <summary>Sets the data of the leaves.</summary>
    public void Store(ReadOnlySpan<double> all)
    {
        for (int i = 0; i < all.Length; i++) Nodes[i].Data = all[i];
    }
}
