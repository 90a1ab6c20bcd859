using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Four vectors.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Group4<TVector>(TVector a, TVector b, TVector c, TVector d) : IGroup<Group4<TVector>, TVector>
    where TVector : struct, IVector<TVector>
{
    private readonly TVector _a = a, _b = b, _c = c, _d = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group4<TVector> Repeat(TVector vector) => new(vector, vector, vector, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group4<TVector> Load(ref double source, nuint offset, nuint stride) => new(
        TVector.Load(ref source, offset),
        TVector.Load(ref source, offset + stride),
        TVector.Load(ref source, offset + 2 * stride),
        TVector.Load(ref source, offset + 3 * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Group4<TVector> Add(TVector factor, Group4<TVector> vectors) => new(
        TVector.MultiplyAdd(factor, vectors._a, _a),
        TVector.MultiplyAdd(factor, vectors._b, _b),
        TVector.MultiplyAdd(factor, vectors._c, _c),
        TVector.MultiplyAdd(factor, vectors._d, _d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset)
    {
        _a.Store(ref destination, offset);
        _b.Store(ref destination, offset + TVector.Count);
        _c.Store(ref destination, offset + 2 * TVector.Count);
        _d.Store(ref destination, offset + 3 * TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSums(ref double destination) => TVector.AddSums(ref destination, _a, _b, _c, _d);
}
