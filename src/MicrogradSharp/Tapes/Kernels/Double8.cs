using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Eight doubles: 512 bits.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Double8(Vector512<double> value) : IVector<Double8>
{
    private readonly Vector512<double> _value = value;

    public static nuint Count => (nuint)Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Load(ref double source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Add(Double8 a, Double8 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 MultiplyAdd(Double8 a, Double8 b, Double8 c) =>      // all hardware with 512 bits has it
        new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => Fold().Sum();

    // Folding first is as fast as a tree of 512-bit shuffles: on hardware that splits those in two, it is the same work.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(ref double destination, Double8 a, Double8 b, Double8 c, Double8 d) =>
        Double4.AddSums(ref destination, a.Fold(), b.Fold(), c.Fold(), d.Fold());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double4 Fold() => new(_value.GetLower() + _value.GetUpper());
}
