namespace MicrogradSharp.Diagnostics;

/// <summary>
/// Reports on a graph: its size, its backward pass in words, and where NaN or ∞ first appears. They do not change the graph.
/// </summary>
public static class GraphReports
{
    /// <summary>Returns the number of operators and leaves, the depth, and the size in bytes.</summary>
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

    /// <summary>
    /// Writes out the backward pass as on paper: a numbered line for each local slope × gradient from above = contribution.
    /// </summary>
    /// <param name="graph">The graph with its current data. If leaves have changed, call <see cref="Graph.Forward"/> first.</param>
    /// <returns>Lines for every operation and each of its inputs, in the order of the pass. The text grows with the graph.</returns>
    /// <remarks>
    /// The pass runs on the side, with seed 1 and the leaves starting at 0. Values are named by their label, or v0, v1, … by their position
    /// in <see cref="Graph.Nodes"/> if they have none. A label that several values share is followed by the position, as in x#3. Numbers
    /// have six digits. Line breaks in labels and symbols become spaces, so each line of the text is one line of the report.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data; see <see cref="Node.Data"/>.</exception>
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
    /// <param name="graph">The graph with its current data. If leaves have changed, call <see cref="Graph.Forward"/> first.</param>
    /// <returns>The operation, or the leaf that is not finite itself; null when every value and every gradient is finite.</returns>
    /// <remarks>
    /// <para>If the output is not finite, returns the first value, in the order of <see cref="Graph.Nodes"/>, that made it so. If the
    /// output is finite but the gradient of a leaf is not, returns the first operation, from the output down, that made it so. Otherwise,
    /// returns the first value, or else the first gradient, that is not finite but affects neither, such as a NaN in the branch of a Where
    /// that is not taken.</para>
    /// <para>Gradients are computed on the side with seed 1: <see cref="Node.Grad"/> is neither read nor changed. Linear in values plus
    /// inputs.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data; see <see cref="Node.Data"/>.</exception>
    /// <example><code>
    /// if (new Graph(loss).FindNonFinite() is { } fault) Console.WriteLine(fault);
    /// </code></example>
    public static NonFiniteValue? FindNonFinite(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckHasData(graph);
        return NonFiniteSearch.Find(graph.Values);
    }

    /// <summary>Throws if any value has no data, because then the output has none either.</summary>
    private static void CheckHasData(Graph graph) => _ = graph.Output.Data;
}
