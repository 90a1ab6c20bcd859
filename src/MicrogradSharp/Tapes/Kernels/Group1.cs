using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>One vector.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Group1<TVector>(TVector a) : IGroup<Group1<TVector>, TVector>
    where TVector : struct, IVector<TVector>
{
    private readonly TVector _a = a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group1<TVector> Repeat(TVector vector) => new(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Group1<TVector> Load(ref double source, nuint offset, nuint stride) => new(TVector.Load(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Group1<TVector> Add(TVector factor, Group1<TVector> vectors) => new(TVector.MultiplyAdd(factor, vectors._a, _a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset) => _a.Store(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSums(ref double destination) => destination += _a.Sum();
}
