namespace MicrogradSharp.Fitting.Models;

/// <summary>Proves from a graph which parameters enter linearly, whatever the others are.</summary>
internal static class LinearParameters
{
    /// <summary>Finds a set of parameters in which every output is affine, taken greedily in their order.</summary>
    /// <remarks>
    /// ∂²f/∂a∂b is identically 0 if the graph of ∂f/∂a does not contain b. Parameters are of one set if that holds for each pair, in one
    /// order or the other.
    /// </remarks>
    /// <param name="outputs">The outputs.</param>
    /// <param name="parameters">The parameters: distinct leaves.</param>
    /// <returns>For each parameter, whether it is in the set.</returns>
    public static bool[] Find(ReadOnlySpan<Node> outputs, Node[] parameters)
    {
        int count = parameters.Length;
        bool[,] interacts = new bool[count, count];      // whether the slope by the first contains the second
        foreach (var output in outputs) AddInteractions(output, parameters, interacts);
        bool[] isLinear = new bool[count];
        for (int i = 0; i < count; i++)
        {
            bool fits = !interacts[i, i];
            for (int j = 0; j < i && fits; j++) fits = !isLinear[j] || !interacts[i, j] || !interacts[j, i];
            isLinear[i] = fits;
        }
        return isLinear;
    }

    private static void AddInteractions(Node output, Node[] parameters, bool[,] interacts)
    {
        var slopes = Differentiate.Gradient(output, parameters);
        for (int i = 0; i < slopes.Length; i++)
        {
            if (slopes[i].Value.IsLeaf && Array.IndexOf(parameters, slopes[i]) < 0) continue;
            using var order = TopologicalOrder.From(slopes[i].Value);
            foreach (var leaf in order.Leaves)
            {
                int j = Array.IndexOf(parameters, new Node(leaf));
                if (j >= 0) interacts[i, j] = true;
            }
        }
    }
}
