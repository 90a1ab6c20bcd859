using System.Runtime.InteropServices;

namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Nodes in layers. Edges get a waypoint in each layer that they pass, so each link joins adjacent layers.</summary>
/// <remarks>Edges from the same node share waypoints: they run together until they split.</remarks>
internal sealed class LayeredGraph
{
    private readonly List<int> _layerOf;
    private readonly List<List<int>> _left = [], _right = [];
    private readonly List<int>[] _waypoints;

    /// <param name="inputs">The inputs of each node, with duplicates.</param>
    /// <param name="layers">The layer of each node. It is higher than the layers of the node's inputs.</param>
    public LayeredGraph(IReadOnlyList<int[]> inputs, int[] layers)
    {
        NodeCount = inputs.Count;
        _layerOf = [.. layers];
        _waypoints = new List<int>[NodeCount];
        for (int i = 0; i < NodeCount; i++)
        {
            _left.Add([]);
            _right.Add([]);
            _waypoints[i] = [];
        }
        for (int target = 0; target < NodeCount; target++)
        {
            foreach (int source in inputs[target].Distinct()) Connect(source, target);
        }
        Order = new int[_layerOf.Max() + 1][];
        for (int layer = 0; layer < Order.Length; layer++)
        {
            Order[layer] = [.. Enumerable.Range(0, _layerOf.Count).Where(vertex => _layerOf[vertex] == layer)];
        }
    }

    /// <summary>The vertices of each layer from top to bottom.</summary>
    public int[][] Order { get; }

    public int NodeCount { get; }

    /// <summary>The number of nodes and waypoints. Waypoints are numbered after the nodes.</summary>
    public int VertexCount => _layerOf.Count;

    public bool IsWaypoint(int vertex) => vertex >= NodeCount;

    public int LayerOf(int vertex) => _layerOf[vertex];

    /// <summary>The vertices of the layer to the left that are linked to this one.</summary>
    public List<int> LeftOf(int vertex) => _left[vertex];

    /// <summary>The vertices of the layer to the right that are linked to this one.</summary>
    public List<int> RightOf(int vertex) => _right[vertex];

    /// <summary>The waypoints of an edge, from left to right.</summary>
    public ReadOnlySpan<int> Waypoints(int source, int target) =>
        WaypointsFrom(source)[..(_layerOf[target] - _layerOf[source] - 1)];

    /// <summary>The waypoints of the longest edge from a node, which the shorter ones share.</summary>
    public ReadOnlySpan<int> WaypointsFrom(int source) => CollectionsMarshal.AsSpan(_waypoints[source]);

    private void Connect(int source, int target)
    {
        int last = source;
        for (int layer = _layerOf[source] + 1; layer < _layerOf[target]; layer++)
        {
            int passed = layer - _layerOf[source] - 1;
            if (passed == _waypoints[source].Count)
            {
                _waypoints[source].Add(_layerOf.Count);
                Link(last, _layerOf.Count);
                _layerOf.Add(layer);
            }
            last = _waypoints[source][passed];
        }
        Link(last, target);
    }

    private void Link(int left, int right)
    {
        if (right == _left.Count)
        {
            _left.Add([]);
            _right.Add([]);
        }
        _right[left].Add(right);
        _left[right].Add(left);
    }
}
