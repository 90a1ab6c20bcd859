using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Four doubles: 256 bits.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Double4(Vector256<double> value) : IVector<Double4>
{
    private readonly Vector256<double> _value = value;

    public static nuint Count => (nuint)Vector256<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Load(ref double source, nuint offset) => new(Vector256.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Add(Double4 a, Double4 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 MultiplyAdd(Double4 a, Double4 b, Double4 c) =>
        new(VectorHardware.HasFusedMultiplyAdd ? Vector256.FusedMultiplyAdd(a._value, b._value, c._value) : a._value * b._value + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => Fold().Sum();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(ref double destination, Double4 a, Double4 b, Double4 c, Double4 d)
    {
        if (!Avx.IsSupported)
        {
            Double2.AddSums(ref destination, a.Fold(), b.Fold(), c.Fold(), d.Fold());
            return;
        }
        // Shuffles and adds whole vectors: two of each give the four sums in order.
        Vector256<double> folded1 = Avx.Permute2x128(a._value, c._value, 0x20) + Avx.Permute2x128(a._value, c._value, 0x31);
        Vector256<double> folded2 = Avx.Permute2x128(b._value, d._value, 0x20) + Avx.Permute2x128(b._value, d._value, 0x31);
        Vector256<double> sums = Avx.UnpackLow(folded1, folded2) + Avx.UnpackHigh(folded1, folded2);
        (Vector256.LoadUnsafe(ref destination) + sums).StoreUnsafe(ref destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double2 Fold() => new(_value.GetLower() + _value.GetUpper());
}
