using System.Buffers;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>A growing list, also used as a stack, in a rented array.</summary>
/// <remarks>
/// Take a struct for <typeparamref name="T"/>, such as <see cref="Node"/> for a value: the compiler shares its code between all classes,
/// which makes it slower.
/// </remarks>
/// <param name="capacity">The number of items expected; the list grows if there are more.</param>
internal struct RentedList<T>(int capacity)
    where T : struct
{
    private const int Least = 64;

    private T[] _items = ArrayPool<T>.Shared.Rent(Math.Max(capacity, Least));
    private int _count;

    public RentedList()
        : this(Least)
    {
    }

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
