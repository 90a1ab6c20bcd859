using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>All values that some outputs depend on, with inputs before the values that use them: a depth-first post-order.</summary>
/// <remarks>
/// Deterministic: inputs are visited left to right. Takes time linear in values plus inputs. It keeps its own stack, so depth is
/// limited only by memory. The lists are rented: dispose to return them.
/// </remarks>
internal ref struct TopologicalOrder
{
    private static long s_traversals;

    [ThreadStatic]
    private static int s_lastCount;

    private readonly bool _resets;
    private RentedList<Node> _leaves;
    private RentedList<Node> _operations;

    private TopologicalOrder(bool resets)
    {
        _resets = resets;
        _leaves = new RentedList<Node>();
        _operations = new RentedList<Node>(s_lastCount);       // a training loop sorts graphs of one size: its lists need not grow
    }

    /// <summary>The leaves, in the order visited.</summary>
    public readonly ReadOnlySpan<Value> Leaves => Node.ValuesOf(_leaves.Items);

    /// <summary>The other values, inputs before the values that use them.</summary>
    public readonly ReadOnlySpan<Value> Operations => Node.ValuesOf(_operations.Items);

    public static TopologicalOrder From(params scoped ReadOnlySpan<Value> outputs) => Sort(outputs, resets: false);

    /// <summary>Sorts, and sets the gradients of the operations to 0: a second loop would read every value again.</summary>
    public static TopologicalOrder Resetting(Value output) => Sort([output], resets: true);

    /// <summary>The number of traversals begun so far, in the whole process.</summary>
    public static long Begun => Volatile.Read(ref s_traversals);

    /// <summary>A number that no value carries in <see cref="Value.VisitedBy"/> yet.</summary>
    public static long NewMark() => Interlocked.Increment(ref s_traversals);

    public readonly void Dispose()
    {
        s_lastCount = _operations.Count;
        _leaves.Return();
        _operations.Return();
    }

    private static TopologicalOrder Sort(scoped ReadOnlySpan<Value> outputs, bool resets)
    {
        var order = new TopologicalOrder(resets);
        long traversal = NewMark();
        foreach (var output in outputs)
        {
            if (!output.TryVisit(traversal, out bool isLeaf)) continue;
            if (isLeaf) order._leaves.Add(new Node(output));
            else order.VisitBelow(output, traversal);
        }
        return order;
    }

    /// <summary>Adds an operation after everything that it depends on and that is not visited yet.</summary>
    private void VisitBelow(Value output, long traversal)
    {
        var path = new RentedList<Frame>();
        var value = output;                 // the end of the path; the rest waits in the list
        var inputs = value.Inputs;
        int next = 0;
        while (true)
        {
            while (next < inputs.Length)
            {
                var input = inputs[next++];
                if (!input.TryVisit(traversal, out bool isLeaf)) continue;
                if (isLeaf)
                {
                    _leaves.Add(new Node(input));
                    continue;
                }
                if (_resets) input.Grad = 0;
                var below = input.Inputs;
                if (AreVisited(below, traversal))
                {
                    _operations.Add(new Node(input));     // most operations: they need no place on the path
                    continue;
                }
                path.Add(new Frame(value, next));
                value = input;
                inputs = below;
                next = 0;
            }
            _operations.Add(new Node(value));
            if (path.Count == 0) break;
            (value, next) = (path.Last.Value, path.Last.Next);
            inputs = value.Inputs;
            path.RemoveLast();
        }
        path.Return();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreVisited(ReadOnlySpan<Value> values, long traversal)
    {
        foreach (var value in values)
        {
            if (value.VisitedBy != traversal) return false;
        }
        return true;
    }

    /// <summary>A value on the path from the output, and the next input to look at.</summary>
    private readonly record struct Frame(Value Value, int Next);
}
