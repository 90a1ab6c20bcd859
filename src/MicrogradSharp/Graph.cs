namespace MicrogradSharp;

/// <summary>The retained graph of an expression: built once, and evaluated again after its leaves change.</summary>
/// <remarks>
/// <para>Change the <see cref="Node.Data"/> of leaves, then call <see cref="Forward"/> and <see cref="Backward"/>. Neither allocates.
/// The shape of the graph is fixed: an <c>if</c> in the code that built it does not run again.</para>
/// <para>Not thread-safe, see <see cref="Value"/>.</para>
/// </remarks>
/// <example><code>
/// Node x = 3.0;
/// var y = x * x + 1;
/// var graph = new Graph(y);
/// x.Data = 5.0;
/// graph.Forward();    // y.Data is 26
/// graph.Backward();   // x.Grad is 10
/// </code></example>
public sealed class Graph
{
    private readonly Value _output;
    private readonly Value[] _values;               // the leaves, then the operations
    private readonly double[] _earlierGradients;    // one per leaf, kept here so that a pass allocates nothing

    /// <summary>Retains all values that <paramref name="output"/> depends on.</summary>
    /// <param name="output">The result of the expression. It may be a leaf.</param>
    /// <exception cref="InvalidOperationException"><paramref name="output"/> is <c>default(Node)</c>.</exception>
    public Graph(Node output)
    {
        _output = output.Value;
        using var order = TopologicalOrder.From(_output);
        _values = [.. order.Leaves, .. order.Operations];
        _earlierGradients = new double[order.Leaves.Length];
        Nodes = new NodeList(_values);
    }

    /// <summary>The node that the graph computes.</summary>
    public Node Output => new(_output);

    /// <summary>The number of nodes, including leaves and the output. Each is counted once.</summary>
    public int Count => _values.Length;

    /// <summary>
    /// All nodes: first the leaves, then the operations, each after its inputs (depth first, inputs from left to right). The output is
    /// last.
    /// </summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The values of <see cref="Nodes"/>.</summary>
    internal IReadOnlyList<Value> Values => _values;

    /// <summary>Counts the operations by <see cref="IBackward.Symbol"/>. Leaves are not operations.</summary>
    public IReadOnlyDictionary<string, int> CountBySymbol()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var operation in Operations)
        {
            string symbol = operation.Rule!.Symbol;
            counts[symbol] = counts.GetValueOrDefault(symbol) + 1;
        }
        return counts;
    }

    /// <summary>The largest number of operations on a path from a leaf to the output; 0 if the output is a leaf.</summary>
    public int Depth()
    {
        var depths = new Dictionary<Value, int>(Operations.Length);
        foreach (var operation in Operations)
        {
            int deepest = 0;
            foreach (var input in operation.Inputs) deepest = Math.Max(deepest, depths.GetValueOrDefault(input));
            depths[operation] = deepest + 1;
        }
        return depths.GetValueOrDefault(_output);
    }

    /// <summary>Computes every operation again from the data of the leaves.</summary>
    /// <returns>The data of the output.</returns>
    /// <exception cref="InvalidOperationException">
    /// A tape is being recorded on this thread, or the output has no data, see <see cref="Node.Data"/>.
    /// </exception>
    public double Forward()
    {
        if (RecordingSession.IsActive || !_output.HasData) RecordingSession.CheckMayRunBackward(_output);
        foreach (var operation in Operations) operation.RunForward();
        return _output.Data;
    }

    /// <summary>Runs the chain rule from the output: resets the gradients of the operations and adds to those of the leaves.</summary>
    /// <param name="seed">The gradient of the output itself; default 1, for plain derivatives.</param>
    /// <remarks>
    /// If leaves have changed, call <see cref="Forward"/> first. Call <see cref="ZeroGrad"/> first unless you want gradients to add up.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// A tape is being recorded on this thread, or the output has no data, see <see cref="Node.Data"/>.
    /// </exception>
    public void Backward(double seed = 1)
    {
        if (RecordingSession.IsActive || !_output.HasData) RecordingSession.CheckMayRunBackward(_output);
        BackwardPass.Run(Operations, Leaves, _earlierGradients, _output, seed);
    }

    /// <summary>Sets the gradient of every node, leaves included, to 0.</summary>
    public void ZeroGrad()
    {
        foreach (var value in _values) value.Grad = 0;
    }

    /// <summary>The number of values and operations.</summary>
    public override string ToString() =>
        $"Graph of {NumberText.Count(Count, "value")}: " +
        $"{Leaves.Length} {(Leaves.Length == 1 ? "leaf" : "leaves")}, {NumberText.Count(Operations.Length, "operation")}";

    private ReadOnlySpan<Value> Leaves => _values.AsSpan(0, _earlierGradients.Length);

    private ReadOnlySpan<Value> Operations => _values.AsSpan(_earlierGradients.Length);
}
