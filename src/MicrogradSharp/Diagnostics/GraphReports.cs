namespace MicrogradSharp.Diagnostics;

/// <summary>What a graph has to say about itself: its size, its backward pass in words, and what went wrong in it. Nothing in the graph is changed.</summary>
public static class GraphReports
{
    /// <summary>Counts operators, leaves, depth and bytes.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <example><code>
    /// Console.Write(new Graph(loss).Summary());
    /// </code></example>
    public static GraphSummary Summary(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new GraphSummary(graph);
    }

    /// <summary>Writes the backward pass as a person does it: a numbered line for each local slope × gradient from above = contribution.</summary>
    /// <param name="graph">The graph, with its data as it stands: call <see cref="Graph.Forward"/> first when leaves have changed.</param>
    /// <returns>Lines for every operation and each of its inputs, in the order of the pass; they grow with the graph.</returns>
    /// <remarks>
    /// The pass runs on the side, from a seed of 1 and leaves at 0. Values are called by their label, and v0, v1, … by their place in <see cref="Graph.Nodes"/>
    /// where they have none; a label that several share is followed by the place, as x#3. Numbers have six digits. Each line of the result is one of the report:
    /// line breaks in labels and symbols become spaces.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data, see <see cref="Node.Data"/>.</exception>
    /// <example><code>
    /// Node w = new(2.0, "w"), bias = new(-1.0, "bias");
    /// Console.Write(new Graph((w * 3 + bias).Tanh()).Explain());
    /// </code></example>
    public static string Explain(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckHasData(graph);
        return new Explanation(graph).Write();
    }

    /// <summary>Finds the first operation whose value or gradient is NaN or infinite while its inputs are finite.</summary>
    /// <param name="graph">The graph, with its data as it stands: call <see cref="Graph.Forward"/> first when leaves have changed.</param>
    /// <returns>The operation, or the leaf that is not finite itself; null when every value and every gradient is finite.</returns>
    /// <remarks>
    /// <para>If the output is not finite: the first value, in the order of <see cref="Graph.Nodes"/>, that made it so. If the output is finite, but the gradient of a leaf is
    /// not: the first operation, from the output down, that made it so. Otherwise what stays inside, such as a NaN in the branch of a Where that is not taken: the
    /// first value, then the first gradient.</para>
    /// <para>Gradients are computed on the side, from a seed of 1: <see cref="Node.Grad"/> is neither read nor changed. Linear in values plus inputs.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data, see <see cref="Node.Data"/>.</exception>
    /// <example><code>
    /// if (new Graph(loss).FindNonFinite() is { } fault) Console.WriteLine(fault);
    /// </code></example>
    public static NonFiniteValue? FindNonFinite(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckHasData(graph);
        return NonFiniteSearch.Find(graph.Values);
    }

    /// <summary>Reads the output, which has no data if any value has none.</summary>
    private static void CheckHasData(Graph graph) => _ = graph.Output.Data;
}
