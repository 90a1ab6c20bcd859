using System.Globalization;
using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Diagnostics;

/// <summary>Drawings of a <see cref="Graph"/> as text: for Graphviz, for Mermaid, for a browser, and as JSON.</summary>
/// <remarks>
/// <para>As in micrograd, every value is a box with its label, data and gradient, and every operation is an oval in front of the box of
/// its output. An input that is used twice (<c>x * x</c>) has two edges. Labels and symbols are escaped as the format requires. Numbers
/// are shortened to four significant digits; titles, tooltips and JSON have all digits. Drawing does not change the graph, and the same
/// graph gives the same text.</para>
/// <para>The drawings show the gradients that the values hold, so run <see cref="Graph.Backward"/> first. <see cref="ToHtml"/> computes
/// its own.</para>
/// </remarks>
/// <example><code>
/// var y = (a * b + c).Tanh();
/// y.Backward();
/// File.WriteAllText("graph.svg", new Graph(y).ToSvg());
/// File.WriteAllText("backprop.html", new Graph(y).ToHtml());
/// </code></example>
public static class GraphDrawings
{
    /// <summary>The maximum number of values that are laid out.</summary>
    private const int LayoutLimit = 500;

    /// <summary>The graph in the DOT language of Graphviz: <c>dot -Tsvg graph.dot</c> draws it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">How to draw; null for left to right without colours.</param>
    /// <remarks>
    /// Linear in values plus edges. A graph of several million values does not fit in a string: use <see cref="WriteDot"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data; see <see cref="Node.Data"/>.</exception>
    public static string ToDot(this Graph graph, DrawingOptions? options = null)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WriteDot(graph, text, options);
        return text.ToString();
    }

    /// <summary>Writes the text of <see cref="ToDot"/> without holding it in memory.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="writer">Receives the text and stays open. Lines end in a line feed.</param>
    /// <param name="options">How to draw; null for left to right without colours.</param>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> or <paramref name="writer"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data; see <see cref="Node.Data"/>.</exception>
    public static void WriteDot(this Graph graph, TextWriter writer, DrawingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(writer);
        DotWriter.Write(new NumberedGraph(graph.Values), writer, options ?? new DrawingOptions());
    }

    /// <summary>
    /// The graph as a Mermaid flowchart, which GitHub and many editors draw from a Markdown code block marked <c>mermaid</c>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">How to draw; null for left to right without colours.</param>
    /// <remarks>By default, Mermaid draws at most 500 edges and 50,000 characters.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data; see <see cref="Node.Data"/>.</exception>
    public static string ToMermaid(this Graph graph, DrawingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return MermaidWriter.Write(new NumberedGraph(graph.Values), options ?? new DrawingOptions());
    }

    /// <summary>The graph as an SVG picture for a browser or a document. The layout is done here: no other program is needed.</summary>
    /// <param name="graph">A graph of at most 500 values.</param>
    /// <param name="options">How to draw; null for no colours.</param>
    /// <remarks>
    /// The layout is layered (Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures", 1981). No
    /// two boxes overlap. Every edge runs from left to right and around the boxes between. The picture follows the reader's choice of light
    /// or dark mode.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The graph has more than 500 nodes, or one without <see cref="Node.Data"/>.</exception>
    public static string ToSvg(this Graph graph, DrawingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckFits(graph, "ToSvg");
        return SvgWriter.Document(new NumberedGraph(graph.Values), options ?? new DrawingOptions());
    }

    /// <summary>An HTML page that steps through the forward and backward pass, and shows the chain rule in numbers for each edge.</summary>
    /// <param name="graph">A graph of at most 500 values.</param>
    /// <param name="title">The title of the page; null for one with the label of the output.</param>
    /// <remarks>
    /// A single file that needs no network, fonts or libraries. Use the buttons, or the arrow keys, Home, End and the space bar. The page
    /// computes the gradients of the output with seed 1 from the data of the graph. It neither reads nor changes the gradients that the
    /// values hold.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The graph has more than 500 nodes, or one without <see cref="Node.Data"/>.</exception>
    public static string ToHtml(this Graph graph, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckFits(graph, "ToHtml");
        return HtmlPage.Write(new NumberedGraph(graph.Values), title);
    }

    /// <summary>The graph as JSON: every value with its operator, inputs, data, gradient and label.</summary>
    /// <param name="graph">The graph.</param>
    /// <remarks>
    /// <para>The format, version 1:
    /// <c>{"format": "microgradsharp/graph", "version": 1, "output": 2, "nodes": [{"id": 0, "operator": null, "inputs": [], "value": 3,
    /// "gradient": 6, "label": "x"}, …]}</c>.</para>
    /// <para><c>id</c> is the position in <see cref="Graph.Nodes"/>, so the inputs of an operation come before it. <c>output</c> is the id
    /// of the last node. <c>operator</c> is the symbol, or null for a leaf. <c>inputs</c> are ids, in order, with duplicates. Numbers read
    /// back exactly; NaN and ±∞, which JSON numbers cannot express, are the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.
    /// <c>label</c> is null if there is none; half of a surrogate pair in it becomes U+FFFD.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="graph"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A node has no data; see <see cref="Node.Data"/>.</exception>
    public static string ToJson(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return JsonGraphWriter.Write(new NumberedGraph(graph.Values));
    }

    internal static void CheckFits(Graph graph, string method)
    {
        if (graph.Count > LayoutLimit)
        {
            throw new InvalidOperationException(
                $"{method} draws a graph of at most {LayoutLimit} values, but this one has {graph.Count}. " +
                "Use ToDot and Graphviz for larger graphs, or draw a part: new Graph(node).");
        }
    }
}
