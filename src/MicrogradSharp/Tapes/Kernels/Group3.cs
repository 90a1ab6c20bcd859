using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Three vectors.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Group3<TVector>(TVector a, TVector b, TVector c) : IGroup<Group3<TVector>, TVector>
    where TVector : struct, IVector<TVector>
{
    private readonly TVector _a = a, _b = b, _c = c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group3<TVector> Repeat(TVector vector) => new(vector, vector, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group3<TVector> Load(ref double source, nuint offset, nuint stride) => new(
        TVector.Load(ref source, offset),
        TVector.Load(ref source, offset + stride),
        TVector.Load(ref source, offset + 2 * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Group3<TVector> Add(TVector factor, Group3<TVector> vectors) => new(
        TVector.MultiplyAdd(factor, vectors._a, _a),
        TVector.MultiplyAdd(factor, vectors._b, _b),
        TVector.MultiplyAdd(factor, vectors._c, _c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset)
    {
        _a.Store(ref destination, offset);
        _b.Store(ref destination, offset + TVector.Count);
        _c.Store(ref destination, offset + 2 * TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSums(ref double destination)
    {
        destination += _a.Sum();
        Unsafe.Add(ref destination, 1) += _b.Sum();
        Unsafe.Add(ref destination, 2) += _c.Sum();
    }
}
