using System.Runtime.InteropServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>The passes of a dense layer, y = W x + b, over a block of rows, ready to run.</summary>
/// <remarks>
/// A block is slots × lanes, slot after slot. A lane is a row, or a position of a row; lanes are fastest in multiples of 8. W is
/// outputs × inputs, output after output, with at least one of each. Equal inputs give bit-identical results on any thread.
/// </remarks>
internal static class DenseKernels
{
    private static readonly double[] s_zero = [0];

    // -0 plus a product is that product; 0 would lose the sign of a product of -0.
    private static readonly double[] s_negativeZero = [-0.0];

    /// <summary>y[j] = b[j] + Σᵢ w[j, i] · x[i].</summary>
    public static DenseProduct Forward(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> x, Span<double> y,
        int inputs, int outputs, int lanes) =>
        new(ref At(weights), (nuint)inputs, 1, ref At(x), ref At(y), (nuint)outputs, (nuint)inputs, (nuint)lanes, ref At(biases), 1);

    /// <summary>y[j] = Σᵢ w[j, i] · x[i].</summary>
    public static DenseProduct Product(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> x, Span<double> y, int inputs, int outputs, int lanes) =>
        new(ref At(weights), (nuint)inputs, 1, ref At(x), ref At(y), (nuint)outputs, (nuint)inputs, (nuint)lanes, ref s_negativeZero[0], 0);

    /// <summary>dx[i] = Σⱼ w[j, i] · dy[j].</summary>
    public static DenseProduct AssignInputs(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> dy, Span<double> dx, int inputs, int outputs, int lanes) =>
        new(ref At(weights), 1, (nuint)inputs, ref At(dy), ref At(dx), (nuint)inputs, (nuint)outputs, (nuint)lanes, ref s_zero[0], 0);

    /// <summary>dx[i] += Σⱼ w[j, i] · dy[j].</summary>
    public static DenseProduct AccumulateInputs(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> dy, Span<double> dx, int inputs, int outputs, int lanes) =>
        new(ref At(weights), 1, (nuint)inputs, ref At(dy), ref At(dx), (nuint)inputs, (nuint)outputs, (nuint)lanes);

    /// <summary>dw[j, i] += Σ dy[j] · x[i] and db[j] += Σ dy[j], over the lanes.</summary>
    public static DenseGradient AccumulateWeights(
        ReadOnlySpan<double> dy, ReadOnlySpan<double> x, Span<double> dw, Span<double> db, int inputs, int outputs, int lanes) =>
        new(ref At(dy), ref At(x), ref At(dw), ref At(db), (nuint)inputs, (nuint)outputs, (nuint)lanes);

    private static ref double At(ReadOnlySpan<double> span) => ref MemoryMarshal.GetReference(span);
}
