namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Orders the vertices of each layer so that few links cross: sweeps by barycentre, then exchanges of neighbours.</summary>
internal static class CrossingReduction
{
    private const int Sweeps = 24, Exchanges = 6;

    /// <summary>Reorders the layers. The new order never has more crossings than the old one.</summary>
    public static void Run(LayeredGraph graph)
    {
        int[] positions = new int[graph.VertexCount];
        for (int layer = 0; layer < graph.Order.Length; layer++) Number(graph.Order[layer], positions);
        var best = Copy(graph.Order);
        long fewest = Count(graph, positions);
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            bool rightward = sweep % 2 == 0;
            for (int i = 1; i < graph.Order.Length; i++)
            {
                int layer = rightward ? i : graph.Order.Length - 1 - i;
                SortByBarycenter(graph.Order[layer], rightward ? graph.LeftOf : graph.RightOf, positions);
            }
            Exchange(graph, positions);
            long crossings = Count(graph, positions);
            if (crossings >= fewest) continue;
            fewest = crossings;
            best = Copy(graph.Order);
        }
        best.CopyTo(graph.Order, 0);
    }

    /// <summary>Counts the crossings of links in the current order.</summary>
    public static long Count(LayeredGraph graph)
    {
        int[] positions = new int[graph.VertexCount];
        foreach (int[] layer in graph.Order) Number(layer, positions);
        return Count(graph, positions);
    }

    private static long Count(LayeredGraph graph, int[] positions)
    {
        long crossings = 0;
        foreach (int[] layer in graph.Order)
        {
            // Links are sorted by their left end: each crosses the earlier ones that end further down.
            int[] ends = [.. layer.SelectMany(vertex => graph.RightOf(vertex).Select(right => positions[right]).Order())];
            crossings += Inversions(ends);
        }
        return crossings;
    }

    private static long Inversions(int[] ends)
    {
        if (ends.Length < 2) return 0;
        int[] tree = new int[ends.Max() + 2];       // a Fenwick tree that counts how often each end has occurred
        long inversions = 0;
        for (int seen = 0; seen < ends.Length; seen++)
        {
            int notBelow = 0;
            for (int i = ends[seen] + 1; i > 0; i -= i & -i) notBelow += tree[i];
            inversions += seen - notBelow;
            for (int i = ends[seen] + 1; i < tree.Length; i += i & -i) tree[i]++;
        }
        return inversions;
    }

    private static void SortByBarycenter(int[] layer, Func<int, List<int>> neighbours, int[] positions)
    {
        // A vertex without neighbours on that side keeps its position. OrderBy is stable.
        int[] slots = [.. Enumerable.Range(0, layer.Length).Where(slot => neighbours(layer[slot]).Count > 0)];
        int[] sorted = [.. slots.Select(slot => layer[slot]).OrderBy(Barycenter)];
        for (int i = 0; i < slots.Length; i++) layer[slots[i]] = sorted[i];
        Number(layer, positions);

        double Barycenter(int vertex) => neighbours(vertex).Average(neighbour => positions[neighbour]);
    }

    private static void Exchange(LayeredGraph graph, int[] positions)
    {
        bool improved = true;
        for (int round = 0; round < Exchanges && improved; round++)
        {
            improved = false;
            foreach (int[] layer in graph.Order)
            {
                for (int i = 1; i < layer.Length; i++)
                {
                    int upper = layer[i - 1], lower = layer[i];
                    int now = Crossings(graph.LeftOf(upper), graph.LeftOf(lower), positions) +
                        Crossings(graph.RightOf(upper), graph.RightOf(lower), positions);
                    int then = Crossings(graph.LeftOf(lower), graph.LeftOf(upper), positions) +
                        Crossings(graph.RightOf(lower), graph.RightOf(upper), positions);
                    if (then >= now) continue;
                    (layer[i - 1], layer[i]) = (lower, upper);
                    (positions[lower], positions[upper]) = (i - 1, i);
                    improved = true;
                }
            }
        }
    }

    private static int Crossings(List<int> ofUpper, List<int> ofLower, int[] positions)
    {
        int crossings = 0;
        foreach (int upper in ofUpper)
        {
            foreach (int lower in ofLower)
            {
                if (positions[lower] < positions[upper]) crossings++;
            }
        }
        return crossings;
    }

    private static void Number(int[] layer, int[] positions)
    {
        for (int i = 0; i < layer.Length; i++) positions[layer[i]] = i;
    }

    private static int[][] Copy(int[][] order) => Array.ConvertAll(order, layer => (int[])layer.Clone());
}
