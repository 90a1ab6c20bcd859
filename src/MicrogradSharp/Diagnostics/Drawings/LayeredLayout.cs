namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The positions of the boxes and edges of a graph, in layers from left to right, after Sugiyama.</summary>
internal sealed class LayeredLayout
{
    private const double NarrowGap = 52, WideGap = 170, GapPerHeight = 0.16, WidestPort = 8, PortSpan = 24;

    private readonly LayoutPoint[][][] _paths;

    private LayeredLayout(LayoutBox[] boxes, LayoutPoint[][][] paths)
    {
        Boxes = boxes;
        _paths = paths;
        Width = boxes.Max(box => box.Right);
        double lowestPoint = paths.SelectMany(ofNode => ofNode).SelectMany(path => path).Max(point => (double?)point.Y) ?? 0;
        Height = Math.Max(boxes.Max(box => box.Bottom), lowestPoint);
    }

    /// <summary>The rectangle of each node; no two overlap.</summary>
    public IReadOnlyList<LayoutBox> Boxes { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>
    /// The points of the edge from one of a node's inputs: a curve, then alternately a horizontal line past a layer and another curve.
    /// </summary>
    public ReadOnlySpan<LayoutPoint> Path(int node, int place) => _paths[node][place];

    /// <summary>Lays out a graph.</summary>
    /// <param name="inputs">The inputs of each node, with duplicates. They have smaller numbers than the node.</param>
    /// <param name="sizes">
    /// The width and height of each node. Edges leave at the middle of the right side, and arrive around the middle of the left side.
    /// </param>
    public static LayeredLayout Of(IReadOnlyList<int[]> inputs, IReadOnlyList<(double Width, double Height)> sizes)
    {
        var graph = new LayeredGraph(inputs, LayerAssignment.Of(inputs));
        CrossingReduction.Run(graph);
        double[] centers = VerticalPlacement.Of(graph, [.. sizes.Select(size => size.Height)]);
        var columns = Columns(graph, sizes, centers);
        var boxes = new LayoutBox[inputs.Count];
        for (int i = 0; i < boxes.Length; i++)
        {
            var (width, height) = sizes[i];
            boxes[i] = new LayoutBox(columns[graph.LayerOf(i)].Right - width, centers[i] - height / 2, width, height);
        }
        var paths = new LayoutPoint[inputs.Count][][];
        for (int i = 0; i < paths.Length; i++) paths[i] = Paths(graph, inputs[i], i, centers, columns);
        return new LayeredLayout(boxes, paths);
    }

    private static (double Left, double Right)[] Columns(
        LayeredGraph graph, IReadOnlyList<(double Width, double Height)> sizes, double[] centers)
    {
        var columns = new (double Left, double Right)[graph.Order.Length];
        double left = 0;
        for (int layer = 0; layer < columns.Length; layer++)
        {
            var vertices = graph.Order[layer];
            double width = vertices.Where(vertex => !graph.IsWaypoint(vertex)).Select(vertex => sizes[vertex].Width).DefaultIfEmpty().Max();
            columns[layer] = (left, left + width);
            // A link that climbs further gets more horizontal space, so that it is not too steep.
            double climb = vertices
                .SelectMany(vertex => graph.RightOf(vertex).Select(right => Math.Abs(centers[right] - centers[vertex])))
                .DefaultIfEmpty()
                .Max();
            left += width + Math.Clamp(NarrowGap + GapPerHeight * climb, NarrowGap, WideGap);
        }
        return columns;
    }

    private static LayoutPoint[][] Paths(
        LayeredGraph graph, int[] inputs, int node, double[] centers, (double Left, double Right)[] columns)
    {
        var paths = new LayoutPoint[inputs.Length][];
        double port = inputs.Length < 2 ? 0 : Math.Min(WidestPort, PortSpan / (inputs.Length - 1));
        double y = centers[node] - port * (inputs.Length - 1) / 2;
        // Ports are in the order in which edges arrive from top to bottom, so that edges do not cross just before the node.
        foreach (int place in Enumerable.Range(0, inputs.Length).OrderBy(place => centers[Before(place)]))
        {
            var points = new List<LayoutPoint> { new(columns[graph.LayerOf(inputs[place])].Right, centers[inputs[place]]) };
            foreach (int waypoint in graph.Waypoints(inputs[place], node))
            {
                var (left, right) = columns[graph.LayerOf(waypoint)];
                points.Add(new(left, centers[waypoint]));
                points.Add(new(right, centers[waypoint]));
            }
            points.Add(new(columns[graph.LayerOf(node)].Left, y));
            paths[place] = [.. points];
            y += port;
        }
        return paths;

        int Before(int place) => graph.Waypoints(inputs[place], node) is [.., var last] ? last : inputs[place];
    }
}
