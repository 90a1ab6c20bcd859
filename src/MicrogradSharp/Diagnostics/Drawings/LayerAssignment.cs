namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The first of Sugiyama's steps: a layer for every node, to the right of those of its inputs.</summary>
internal static class LayerAssignment
{
    /// <summary>The layer of each node, from 0.</summary>
    /// <param name="inputs">The inputs of each node; they have smaller numbers than the node.</param>
    public static int[] Of(IReadOnlyList<int[]> inputs)
    {
        int[] layers = new int[inputs.Count];
        int[] uses = new int[inputs.Count];
        int[] firstUse = new int[inputs.Count];
        Array.Fill(firstUse, int.MaxValue);
        for (int i = 0; i < layers.Length; i++)
        {
            foreach (int input in inputs[i])
            {
                layers[i] = Math.Max(layers[i], layers[input] + 1);     // the longest way from a leaf
                uses[input]++;
            }
        }
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            // a bias belongs beside what it is added to: where it shortens more edges than it lengthens, a node moves right
            if (uses[i] > inputs[i].Length) layers[i] = firstUse[i] - 1;
            foreach (int input in inputs[i]) firstUse[input] = Math.Min(firstUse[input], layers[i]);
        }
        int leftmost = layers.Min();
        for (int i = 0; i < layers.Length; i++) layers[i] -= leftmost;
        return layers;
    }
}
