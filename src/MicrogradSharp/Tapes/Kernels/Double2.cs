using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Two doubles: 128 bits.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Double2(Vector128<double> value) : IVector<Double2>
{
    private readonly Vector128<double> _value = value;

    public static nuint Count => (nuint)Vector128<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Broadcast(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Load(ref double source, nuint offset) => new(Vector128.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Add(Double2 a, Double2 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 MultiplyAdd(Double2 a, Double2 b, Double2 c) =>
        new(VectorHardware.HasFusedMultiplyAdd ? Vector128.FusedMultiplyAdd(a._value, b._value, c._value) : a._value * b._value + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => _value.GetElement(0) + _value.GetElement(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(ref double destination, Double2 a, Double2 b, Double2 c, Double2 d)
    {
        destination += a.Sum();
        Unsafe.Add(ref destination, 1) += b.Sum();
        Unsafe.Add(ref destination, 2) += c.Sum();
        Unsafe.Add(ref destination, 3) += d.Sum();
    }
}
