namespace MicrogradSharp;

/// <summary>The backward pass over the values of a graph.</summary>
internal static class BackwardPass
{
    /// <summary>Resets the gradients of the operations, seeds the output, and adds to the gradients of the leaves.</summary>
    /// <param name="operations">The values that are not leaves, in topological order.</param>
    /// <param name="leaves">The leaves.</param>
    /// <param name="earlier">Storage for the gradients that the leaves already have.</param>
    /// <param name="output">The value to differentiate.</param>
    /// <param name="seed">Its gradient.</param>
    public static void Run(ReadOnlySpan<Value> operations, ReadOnlySpan<Value> leaves, Span<double> earlier, Value output, double seed)
    {
        foreach (var operation in operations) operation.Grad = 0;
        RunOnReset(operations, leaves, earlier, output, seed);
    }

    /// <summary>The same where the gradients of the operations are 0 already.</summary>
    public static void RunOnReset(
        ReadOnlySpan<Value> operations, ReadOnlySpan<Value> leaves, Span<double> earlier, Value output, double seed)
    {
        // Each pass sums from 0 and adds its total: the same pass run twice then gives exactly twice the gradient, to the last bit.
        for (int i = 0; i < leaves.Length; i++)
        {
            earlier[i] = leaves[i].Grad;
            leaves[i].Grad = 0;
        }
        output.Grad = seed;
        try
        {
            Propagate(operations);
        }
        finally
        {
            for (int i = 0; i < leaves.Length; i++) leaves[i].Grad += earlier[i];     // even if a rule throws
        }
    }

    /// <summary>Applies the chain rule to each operation, the last one first. A gradient of exactly 0 contributes nothing.</summary>
    /// <param name="operations">Values that are not leaves, in topological order.</param>
    public static void Propagate(ReadOnlySpan<Value> operations)
    {
        for (int i = operations.Length - 1; i >= 0; i--)
        {
            var operation = operations[i];
            if (operation.Grad != 0) operation.RunBackward();
        }
    }
}
