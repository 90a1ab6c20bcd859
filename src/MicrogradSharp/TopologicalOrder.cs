using System.Buffers;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>Every value that an output depends on, inputs before the values that use them: a depth-first post-order with its own stack.</summary>
/// <remarks>
/// Deterministic (inputs are visited left to right), linear in values plus inputs, and as deep as memory allows.
/// The arrays are rented: dispose to give them back.
/// </remarks>
internal ref struct TopologicalOrder
{
    private static long s_traversals;

    private Value[] _values;
    private int _count;

    private TopologicalOrder(Value[] values) => _values = values;

    public readonly ReadOnlySpan<Value> Values => _values.AsSpan(0, _count);

    public static TopologicalOrder From(Value output)
    {
        var order = new TopologicalOrder(ArrayPool<Value>.Shared.Rent(64));
        order.Visit(output, Interlocked.Increment(ref s_traversals));
        return order;
    }

    public readonly void Dispose()
    {
        _values.AsSpan(0, _count).Clear();
        ArrayPool<Value>.Shared.Return(_values);
    }

    private void Visit(Value output, long traversal)
    {
        var path = ArrayPool<Frame>.Shared.Rent(64);
        int depth = 0, deepest = 1;
        output.VisitedBy = traversal;
        path[0] = new Frame(output);
        while (depth >= 0)
        {
            ref var frame = ref path[depth];
            if (NextUnvisited(ref frame, traversal) is not { } input)
            {
                Append(frame.Value);
                depth--;
                continue;
            }
            input.VisitedBy = traversal;
            if (input.IsLeaf)
            {
                Append(input);
                continue;
            }
            if (++depth == path.Length) Grow(ref path, depth);
            path[depth] = new Frame(input);
            deepest = Math.Max(deepest, depth + 1);
        }
        path.AsSpan(0, deepest).Clear();
        ArrayPool<Frame>.Shared.Return(path);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(Value value)
    {
        if (_count == _values.Length) Grow(ref _values, _count);
        _values[_count++] = value;
    }

    private static void Grow<T>(ref T[] array, int used)
    {
        var larger = ArrayPool<T>.Shared.Rent(2 * used);
        array.AsSpan(0, used).CopyTo(larger);
        array.AsSpan(0, used).Clear();
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }

    /// <summary>A value on the path from the output, and the input to look at next.</summary>
    private struct Frame(Value value)
    {
        public readonly Value Value = value;
        public int Next;
    }
}
