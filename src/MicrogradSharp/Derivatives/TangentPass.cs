namespace MicrogradSharp;

/// <summary>Forward mode: propagates a change of some leaves through a graph in one pass. It changes no gradient.</summary>
internal static class TangentPass
{
    /// <summary>Σ ∂output/∂leafᵢ · directionᵢ for every output.</summary>
    public static double[] Run(ReadOnlySpan<Node> outputs, ReadOnlySpan<Node> leaves, ReadOnlySpan<double> direction)
    {
        var tangents = new Dictionary<Value, double>();     // a value without an entry does not change
        for (int i = 0; i < leaves.Length; i++)
        {
            if (direction[i] != 0) tangents.Add(leaves[i].Value, direction[i]);
        }
        var ends = new Value[outputs.Length];
        for (int i = 0; i < ends.Length; i++) ends[i] = outputs[i].Value;
        using var order = TopologicalOrder.From(ends);
        foreach (var operation in order.Operations)
        {
            double tangent = TangentOf(operation, tangents);
            if (tangent != 0) tangents.Add(operation, tangent);
        }
        return Array.ConvertAll(ends, end => tangents.GetValueOrDefault(end));
    }

    private static double TangentOf(Value operation, Dictionary<Value, double> tangents)
    {
        var inputs = operation.Inputs;
        double[]? slopes = null;
        double tangent = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!tangents.TryGetValue(inputs[i], out double change)) continue;
            double slope = (slopes ??= LocalSlopes.Of(operation))[i];
            if (slope != 0 || !operation.Rule!.ZeroSlopeStopsGradient) tangent += slope * change;
        }
        return tangent;
    }
}
