namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The first step of Sugiyama's method: assigns every node a layer to the right of its inputs.</summary>
internal static class LayerAssignment
{
    /// <summary>Returns the layer of each node, from 0.</summary>
    /// <param name="inputs">The inputs of each node. They have smaller numbers than the node.</param>
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
                layers[i] = Math.Max(layers[i], layers[input] + 1);     // the longest path from a leaf
                uses[input]++;
            }
        }
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            // A node moves right if that shortens more edges than it lengthens. This puts a bias next to the value it is added to.
            if (uses[i] > inputs[i].Length) layers[i] = firstUse[i] - 1;
            foreach (int input in inputs[i]) firstUse[input] = Math.Min(firstUse[input], layers[i]);
        }
        int leftmost = layers.Min();
        for (int i = 0; i < layers.Length; i++) layers[i] -= leftmost;
        return layers;
    }
}
