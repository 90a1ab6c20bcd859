using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Diagnostics;

/// <summary>Where to draw the nodes and the edges of a graph, for drawings of your own; the layout of <see cref="GraphDrawings.ToSvg"/>.
/// </summary>
/// <remarks>
/// <para>The layers run from left to right; y grows downward; lengths are in the unit of the sizes, and the gaps suit pixels. No two
/// boxes overlap, and edges pass around them. The same graph with the same sizes gives the same layout.</para>
/// <para>The layout depends on the shape of the graph only. It stays valid when data and gradients change.</para>
/// </remarks>
/// <example><code>
/// var layout = GraphLayout.Of(new Graph(loss), node => (120, 60));
/// var (left, top, width, height) = layout.Box(0);     // of the first node of the graph
/// </code></example>
public sealed class GraphLayout
{
    private readonly int[][] _inputs;
    private readonly LayeredLayout _layout;

    private GraphLayout(int[][] inputs, (double, double)[] sizes)
    {
        _inputs = inputs;
        _layout = LayeredLayout.Of(inputs, sizes);
    }

    /// <summary>The width of the drawing, without a margin.</summary>
    public double Width => _layout.Width;

    /// <summary>The height of the drawing, without a margin.</summary>
    public double Height => _layout.Height;

    /// <summary>Lays out a graph.</summary>
    /// <param name="graph">A graph of at most 500 values.</param>
    /// <param name="size">Returns the width and the height of the box of a node.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width or a height is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The graph has more than 500 nodes.</exception>
    public static GraphLayout Of(Graph graph, Func<Node, (double Width, double Height)> size)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(size);
        GraphDrawings.CheckFits(graph, "GraphLayout");
        var numbered = new NumberedGraph(graph.Values);
        var inputs = new int[graph.Count][];
        var sizes = new (double, double)[graph.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = numbered.InputsOf(i).ToArray();
            var (width, height) = size(graph.Nodes[i]);
            CheckLength(width, "width", nameof(size));
            CheckLength(height, "height", nameof(size));
            sizes[i] = (width, height);
        }
        return new GraphLayout(inputs, sizes);
    }

    /// <summary>The rectangle of a node.</summary>
    /// <param name="node">The position of the node in <see cref="Graph.Nodes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public (double X, double Y, double Width, double Height) Box(int node)
    {
        CheckIndex(node, _inputs.Length, nameof(node));
        var box = _layout.Boxes[node];
        return (box.X, box.Y, box.Width, box.Height);
    }

    /// <summary>
    /// The points of the edge from an input to a node: from the first point a curve to the second, a horizontal line to the third, and so
    /// on; the last is a curve.
    /// </summary>
    /// <param name="node">The position of the node in <see cref="Graph.Nodes"/>.</param>
    /// <param name="input">The index of the input in <see cref="Value.Inputs"/> of the node.</param>
    /// <remarks>An edge leaves at the middle of the right side, and arrives near the middle of the left side.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node, or it has no such input.</exception>
    public IReadOnlyList<(double X, double Y)> Route(int node, int input)
    {
        CheckIndex(node, _inputs.Length, nameof(node));
        CheckIndex(input, _inputs[node].Length, nameof(input));
        return Array.ConvertAll(_layout.Path(node, input).ToArray(), point => (point.X, point.Y));
    }

    private static void CheckIndex(int index, int count, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count, parameter);
    }

    private static void CheckLength(double length, string name, string parameter)
    {
        if (length > 0 && double.IsFinite(length)) return;
        throw new ArgumentOutOfRangeException(
            parameter, $"The {name} of a box must be positive and finite, but was {NumberText.Full(length)}.");
    }
}
