using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>
/// One double, for lanes that fill no vector, and for hardware without vectors, where those of the framework are about fifty times slower.
/// </summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Double1(double value) : IVector<Double1>
{
    private readonly double _value = value;

    public static nuint Count => 1;

    public static Double1 Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Load(ref double source, nuint offset) => new(Unsafe.Add(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Add(Double1 a, Double1 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 MultiplyAdd(Double1 a, Double1 b, Double1 c) => new(
        VectorHardware.HasFusedMultiplyAdd ? Math.FusedMultiplyAdd(a._value, b._value, c._value) : a._value * b._value + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset) => Unsafe.Add(ref destination, offset) = _value;

    public double Sum() => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(ref double destination, Double1 a, Double1 b, Double1 c, Double1 d)
    {
        destination += a._value;
        Unsafe.Add(ref destination, 1) += b._value;
        Unsafe.Add(ref destination, 2) += c._value;
        Unsafe.Add(ref destination, 3) += d._value;
    }
}
