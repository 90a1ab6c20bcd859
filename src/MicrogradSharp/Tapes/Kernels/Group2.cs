using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Two vectors.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Group2<TVector>(TVector a, TVector b) : IGroup<Group2<TVector>, TVector>
    where TVector : struct, IVector<TVector>
{
    private readonly TVector _a = a, _b = b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group2<TVector> Repeat(TVector vector) => new(vector, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group2<TVector> Load(ref double source, nuint offset, nuint stride) => new(
        TVector.Load(ref source, offset),
        TVector.Load(ref source, offset + stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Group2<TVector> Add(TVector factor, Group2<TVector> vectors) => new(
        TVector.MultiplyAdd(factor, vectors._a, _a),
        TVector.MultiplyAdd(factor, vectors._b, _b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset)
    {
        _a.Store(ref destination, offset);
        _b.Store(ref destination, offset + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSums(ref double destination)
    {
        destination += _a.Sum();
        Unsafe.Add(ref destination, 1) += _b.Sum();
    }
}
