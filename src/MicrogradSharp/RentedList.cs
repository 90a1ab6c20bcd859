using System.Buffers;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>A growing list, also used as a stack, in a rented array.</summary>
internal struct RentedList<T>()
{
    private T[] _items = ArrayPool<T>.Shared.Rent(64);
    private int _count;

    public readonly int Count => _count;

    public readonly ReadOnlySpan<T> Items => _items.AsSpan(0, _count);

    public readonly ref T Last => ref _items[_count - 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (_count == _items.Length) Grow();
        _items[_count++] = item;
    }

    public void RemoveLast() => _items[--_count] = default!;    // a returned array must not keep a graph alive

    public readonly void Return()
    {
        _items.AsSpan(0, _count).Clear();
        ArrayPool<T>.Shared.Return(_items);
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(2 * _count);
        Items.CopyTo(larger);
        Return();
        _items = larger;
    }
}
