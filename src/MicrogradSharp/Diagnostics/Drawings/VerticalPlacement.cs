namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Gives every vertex a vertical position: near its neighbours, in the order of its layer, with gaps between.</summary>
/// <remarks>
/// Works layer by layer: minimises the squared distances to the neighbours, subject to the gap that each pair needs. This is an isotonic
/// regression, solved exactly by pooling adjacent violators (Barlow et al., Statistical Inference under Order Restrictions, 1972). Links
/// between waypoints have the largest weight, so that long edges run straight (Gansner et al., A Technique for Drawing Directed Graphs,
/// 1993, section 4).
/// </remarks>
internal sealed class VerticalPlacement
{
    private const int Rounds = 60, StraightRounds = 12;
    private const double StraightWeight = 100;
    private const double NodeGap = 22, WaypointGap = 14;

    private readonly LayeredGraph _graph;
    private readonly double[] _heights;
    private readonly double[] _centers;

    private VerticalPlacement(LayeredGraph graph, IReadOnlyList<double> nodeHeights)
    {
        _graph = graph;
        _heights = new double[graph.VertexCount];
        for (int i = 0; i < nodeHeights.Count; i++) _heights[i] = nodeHeights[i];
        _centers = new double[graph.VertexCount];
    }

    /// <summary>Returns the vertical position of the centre of each vertex. The top of the highest box is at 0.</summary>
    public static double[] Of(LayeredGraph graph, IReadOnlyList<double> nodeHeights)
    {
        var placement = new VerticalPlacement(graph, nodeHeights);
        foreach (int[] layer in graph.Order) placement.Stack(layer);
        for (int round = 0; round < Rounds; round++)
        {
            foreach (int[] layer in graph.Order) placement.Settle(layer, placement.NearNeighbours);
            for (int i = graph.Order.Length - 1; i >= 0; i--) placement.Settle(graph.Order[i], placement.NearNeighbours);
        }
        // Least squares spread a climb over every layer that an edge passes, in steps. One climb at the end is easier to read.
        for (int round = 0; round < StraightRounds; round++) placement.Straighten();
        double top = placement._centers.Zip(placement._heights, (center, height) => center - height / 2).Min();
        return Array.ConvertAll(placement._centers, center => center - top);
    }

    private void Stack(int[] layer)
    {
        double[] offsets = Offsets(layer);
        for (int i = 0; i < layer.Length; i++) _centers[layer[i]] = offsets[i] - offsets[^1] / 2;
    }

    private void Straighten()
    {
        double[] level = (double[])_centers.Clone();
        for (int node = 0; node < _graph.NodeCount; node++)
        {
            var waypoints = _graph.WaypointsFrom(node);
            double sum = 0;
            foreach (int waypoint in waypoints) sum += _centers[waypoint];
            foreach (int waypoint in waypoints) level[waypoint] = sum / waypoints.Length;
        }
        foreach (int[] layer in _graph.Order) Settle(layer, vertex => (level[vertex], _graph.IsWaypoint(vertex) ? StraightWeight : 1));
    }

    private void Settle(int[] layer, Func<int, (double Center, double Weight)> wish)
    {
        // With the gaps subtracted, only the order is constrained: each pool is a block of equal means.
        double[] offsets = Offsets(layer);
        var pools = new Stack<(double Mean, double Weight, int Count)>();
        for (int i = 0; i < layer.Length; i++)
        {
            var (wanted, weight) = wish(layer[i]);
            var pool = (Mean: wanted - offsets[i], Weight: weight, Count: 1);
            while (pools.TryPeek(out var above) && above.Mean > pool.Mean)
            {
                pools.Pop();
                double sum = above.Weight + pool.Weight;
                pool = ((above.Mean * above.Weight + pool.Mean * pool.Weight) / sum, sum, above.Count + pool.Count);
            }
            pools.Push(pool);
        }
        int next = layer.Length;
        foreach (var pool in pools)
        {
            for (int i = 0; i < pool.Count; i++)
            {
                next--;
                _centers[layer[next]] = pool.Mean + offsets[next];
            }
        }
    }

    /// <summary>The minimum distance of each vertex of a layer below the first one.</summary>
    private double[] Offsets(int[] layer)
    {
        double[] offsets = new double[layer.Length];
        for (int i = 1; i < layer.Length; i++)
        {
            bool nodes = !_graph.IsWaypoint(layer[i - 1]) && !_graph.IsWaypoint(layer[i]);
            offsets[i] = offsets[i - 1] + (_heights[layer[i - 1]] + _heights[layer[i]]) / 2 + (nodes ? NodeGap : WaypointGap);
        }
        return offsets;
    }

    private (double Center, double Weight) NearNeighbours(int vertex)
    {
        double sum = 0, weights = 0;
        Add(_graph.LeftOf(vertex));
        Add(_graph.RightOf(vertex));
        return weights == 0 ? (_centers[vertex], 1) : (sum / weights, weights);

        void Add(List<int> neighbours)
        {
            foreach (int neighbour in neighbours)
            {
                double weight = (_graph.IsWaypoint(vertex), _graph.IsWaypoint(neighbour)) switch
                {
                    (true, true) => 8,
                    (false, false) => 1,
                    _ => 2,
                };
                sum += weight * _centers[neighbour];
                weights += weight;
            }
        }
    }
}
