using System.Buffers;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>A growing list of values in a rented array.</summary>
/// <remarks>
/// Not a <see cref="RentedList{T}"/>: the compiler shares its code between all classes, which makes it slower, and sorting a graph shows
/// it.
/// </remarks>
/// <param name="capacity">The number of values expected; the list grows if there are more.</param>
internal struct ValueList(int capacity)
{
    private Value[] _items = ArrayPool<Value>.Shared.Rent(Math.Max(capacity, 64));
    private int _count;

    public readonly ReadOnlySpan<Value> Items => _items.AsSpan(0, _count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Value item)
    {
        if (_count == _items.Length) Grow();
        _items[_count++] = item;
    }

    public readonly void Return()
    {
        _items.AsSpan(0, _count).Clear();       // a returned array must not keep a graph alive
        ArrayPool<Value>.Shared.Return(_items);
    }

    private void Grow()
    {
        var larger = ArrayPool<Value>.Shared.Rent(2 * _count);
        Items.CopyTo(larger);
        Return();
        _items = larger;
    }
}
