namespace MicrogradSharp.Fitting.Models;

/// <summary>Rebuilds a graph with expressions in place of some of its leaves. What depends on none of them is shared.</summary>
internal sealed class Substitution(IReadOnlyDictionary<Value, Node> expressionOf)
{
    /// <summary>Returns the outputs with every replaced leaf written as its expression.</summary>
    public Node[] Apply(ReadOnlySpan<Node> outputs)
    {
        if (expressionOf.Count == 0) return outputs.ToArray();
        var ends = new Value[outputs.Length];
        for (int i = 0; i < ends.Length; i++) ends[i] = outputs[i].Value;
        using var order = TopologicalOrder.From(ends);
        var replaced = new Dictionary<Value, Node>();
        foreach (var leaf in order.Leaves)
        {
            if (expressionOf.TryGetValue(leaf, out var expression)) replaced.Add(leaf, expression);
        }
        foreach (var operation in order.Operations) Rebuild(operation, replaced);
        return Array.ConvertAll(ends, end => replaced.TryGetValue(end, out var output) ? output : new Node(end));
    }

    private static void Rebuild(Value operation, Dictionary<Value, Node> replaced)
    {
        var inputs = new Node[operation.Inputs.Length];
        bool isReplaced = false;
        for (int i = 0; i < inputs.Length; i++)
        {
            bool has = replaced.TryGetValue(operation.Inputs[i], out inputs[i]);
            if (!has) inputs[i] = new Node(operation.Inputs[i]);
            isReplaced |= has;
        }
        if (isReplaced) replaced.Add(operation, Node.From(operation.Rule!, inputs));
    }
}
