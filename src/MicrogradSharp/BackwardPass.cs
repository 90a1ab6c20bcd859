namespace MicrogradSharp;

/// <summary>The backward pass over values in topological order.</summary>
internal static class BackwardPass
{
    /// <summary>Resets the gradients of the interior, seeds the output, and adds to the leaves.</summary>
    public static void Run(ReadOnlySpan<Value> order, Value output, double seed)
    {
        foreach (var value in order)
        {
            if (!value.IsLeaf) value.Grad = 0;
        }
        output.Grad += seed;    // the output may itself be a leaf, and leaves add up
        for (int i = order.Length - 1; i >= 0; i--)
        {
            var value = order[i];
            if (value.Grad != 0) value.Expression?.Backward(value);
        }
    }
}
