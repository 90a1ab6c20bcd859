namespace MicrogradSharp;

/// <summary>All values that some outputs depend on, with inputs before the values that use them: a depth-first post-order.</summary>
/// <remarks>
/// Deterministic: inputs are visited left to right. Takes time linear in values plus inputs. It keeps its own stack, so depth is
/// limited only by memory. The lists are rented: dispose to return them.
/// </remarks>
internal ref struct TopologicalOrder
{
    private static long s_traversals;

    private RentedList<Value> _leaves;
    private RentedList<Value> _operations;

    /// <summary>The leaves, in the order visited.</summary>
    public readonly ReadOnlySpan<Value> Leaves => _leaves.Items;

    /// <summary>The other values, inputs before the values that use them.</summary>
    public readonly ReadOnlySpan<Value> Operations => _operations.Items;

    public static TopologicalOrder From(params ReadOnlySpan<Value> outputs)
    {
        var order = new TopologicalOrder { _leaves = new(), _operations = new() };
        long traversal = NewMark();
        foreach (var output in outputs)
        {
            if (output.VisitedBy != traversal) order.Visit(output, traversal);
        }
        return order;
    }

    /// <summary>The number of traversals begun so far, in the whole process.</summary>
    public static long Begun => Volatile.Read(ref s_traversals);

    /// <summary>A number that no value carries in <see cref="Value.VisitedBy"/> yet.</summary>
    public static long NewMark() => Interlocked.Increment(ref s_traversals);

    public readonly void Dispose()
    {
        _leaves.Return();
        _operations.Return();
    }

    private void Visit(Value output, long traversal)
    {
        output.VisitedBy = traversal;
        if (output.IsLeaf)
        {
            _leaves.Add(output);
            return;
        }
        var path = new RentedList<Frame>();
        path.Add(new Frame(output));
        while (path.Count > 0)
        {
            if (NextUnvisited(ref path.Last, traversal) is not { } input)
            {
                _operations.Add(path.Last.Value);
                path.RemoveLast();
                continue;
            }
            input.VisitedBy = traversal;
            if (input.IsLeaf) _leaves.Add(input);
            else path.Add(new Frame(input));
        }
        path.Return();
    }

    private static Value? NextUnvisited(ref Frame frame, long traversal)
    {
        var inputs = frame.Value.Inputs;
        while (frame.Next < inputs.Length)
        {
            var input = inputs[frame.Next++];
            if (input.VisitedBy != traversal) return input;
        }
        return null;
    }

    /// <summary>A value on the path from the output, and the next input to look at.</summary>
    private struct Frame(Value value)
    {
        public readonly Value Value = value;
        public int Next;
    }
}
