using System.Globalization;
using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Diagnostics;

/// <summary>Pictures of a <see cref="Graph"/>, as text: for Graphviz, for Mermaid, for a browser, and as JSON.</summary>
/// <remarks>
/// <para>Every value is a box of its label, data and gradient, and every operation an oval before the box of its output, as micrograd draws them. An input that
/// comes twice (<c>x * x</c>) has two edges. Labels and symbols are escaped by the rules of the format. Numbers are short, four significant digits;
/// titles, tooltips and JSON have all digits. Drawing changes nothing in the graph, and the same graph gives the same text.</para>
/// <para>Gradients are those that the values hold: run <see cref="Graph.Backward"/> first. <see cref="ToHtml"/> computes its own.</para>
/// </remarks>
/// <example><code>
/// var y = (a * b + c).Tanh();
/// y.Backward();
/// File.WriteAllText("graph.svg", new Graph(y).ToSvg());
/// File.WriteAllText("backprop.html", new Graph(y).ToHtml());
/// </code></example>
public static class GraphDrawings
{
    /// <summary>The most values that <see cref="ToSvg"/> and <see cref="ToHtml"/> lay out.</summary>
    private const int LayoutLimit = 500;

    /// <summary>The graph in the DOT language of Graphviz: <c>dot -Tsvg graph.dot</c> draws it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">How to draw; null draws from left to right without colours.</param>
    /// <remarks>Linear in values plus edges. A graph of more than some millions of values does not fit a string: use <see cref="WriteDot"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data, see <see cref="Node.Data"/>.</exception>
    public static string ToDot(this Graph graph, DrawingOptions? options = null)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WriteDot(graph, text, options);
        return text.ToString();
    }

    /// <summary>Writes what <see cref="ToDot"/> gives, without holding it in memory.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="writer">Where to; it stays open. Lines end in a line feed.</param>
    /// <param name="options">How to draw; null draws from left to right without colours.</param>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> or <paramref name="writer"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data, see <see cref="Node.Data"/>.</exception>
    public static void WriteDot(this Graph graph, TextWriter writer, DrawingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(writer);
        DotWriter.Write(new NumberedGraph(graph), writer, options ?? new DrawingOptions());
    }

    /// <summary>The graph as a Mermaid flowchart, which GitHub and many editors draw from a Markdown block of the language <c>mermaid</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">How to draw; null draws from left to right without colours.</param>
    /// <remarks>Mermaid itself draws up to 500 edges and 50,000 characters, unless it is configured otherwise.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data, see <see cref="Node.Data"/>.</exception>
    public static string ToMermaid(this Graph graph, DrawingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return MermaidWriter.Write(new NumberedGraph(graph), options ?? new DrawingOptions());
    }

    /// <summary>The graph as a picture for a browser or a document, laid out here: no program needs to be installed.</summary>
    /// <param name="graph">A graph of at most 500 values.</param>
    /// <param name="options">How to draw; null draws without colours.</param>
    /// <remarks>
    /// The layout is layered, after Sugiyama, Tagawa and Toda, Methods for Visual Understanding of Hierarchical System Structures (1981): no two boxes overlap, every
    /// edge runs from left to right and past the boxes between. The picture follows the reader's choice of light or dark.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The graph has more than 500 nodes, or one without <see cref="Node.Data"/>.</exception>
    public static string ToSvg(this Graph graph, DrawingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckFits(graph, "ToSvg");
        return SvgWriter.Document(new NumberedGraph(graph), options ?? new DrawingOptions());
    }

    /// <summary>A page that steps through the forward and the backward pass, and spells out the chain rule for each edge in numbers.</summary>
    /// <param name="graph">A graph of at most 500 values.</param>
    /// <param name="title">The title of the page; null takes the label of the output.</param>
    /// <remarks>
    /// One file that needs nothing else: no network, no installed font or library. Buttons, or the arrow keys, Home, End and the space bar. The page computes
    /// the gradients of the output, with the seed 1, from the data of the graph; those that the values hold neither matter nor change.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The graph has more than 500 nodes, or one without <see cref="Node.Data"/>.</exception>
    public static string ToHtml(this Graph graph, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckFits(graph, "ToHtml");
        return HtmlPage.Write(new NumberedGraph(graph), title);
    }

    /// <summary>The graph as JSON: every value with its operator, inputs, data, gradient and label.</summary>
    /// <param name="graph">The graph.</param>
    /// <remarks>
    /// <para>The format, version 1: <c>{"format": "microgradsharp/graph", "version": 1, "output": 2, "nodes": [{"id": 0, "operator": null, "inputs": [], "value": 3,
    /// "gradient": 6, "label": "x"}, …]}</c>.</para>
    /// <para><c>id</c> is the position in <see cref="Graph.Nodes"/>, so inputs come before what is made of them; <c>output</c> is the id of the last.
    /// <c>operator</c> is the symbol, null for a leaf. <c>inputs</c> are ids in order, duplicates kept. Numbers read back as they were, to the last bit;
    /// those that JSON has no number for are the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>. <c>label</c> is null where there is none;
    /// half of a surrogate pair in it becomes U+FFFD.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data, see <see cref="Node.Data"/>.</exception>
    public static string ToJson(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return JsonGraphWriter.Write(new NumberedGraph(graph));
    }

    private static void CheckFits(Graph graph, string method)
    {
        if (graph.Count > LayoutLimit)
        {
            throw new InvalidOperationException(
                $"{method} draws a graph of at most {LayoutLimit} values, but this one has {graph.Count}. Use ToDot and Graphviz for larger graphs, or draw a part: new Graph(node).");
        }
    }
}
