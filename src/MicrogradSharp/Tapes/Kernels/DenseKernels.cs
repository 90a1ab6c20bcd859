using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>The passes of a dense layer over a block of rows, y = W x + b, each with the widest vectors that the processor has.</summary>
/// <remarks>
/// A block is slots × lanes, slot after slot: a lane is a row, and there is a multiple of 8 of them. W is outputs × inputs, output after output,
/// with at least one of each.
/// The same numbers give the same bits, on any thread.
/// </remarks>
internal static class DenseKernels
{
    /// <summary>y[j] = b[j] + Σᵢ w[j, i] · x[i].</summary>
    public static void Forward(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> x, Span<double> y, int inputs, int outputs, int lanes)
    {
        if (Vector512.IsHardwareAccelerated) Forward<Double8>(weights, biases, x, y, inputs, outputs, lanes);
        else if (Vector256.IsHardwareAccelerated) Forward<Double4>(weights, biases, x, y, inputs, outputs, lanes);
        else if (Vector128.IsHardwareAccelerated) Forward<Double2>(weights, biases, x, y, inputs, outputs, lanes);
        else Forward<Double1>(weights, biases, x, y, inputs, outputs, lanes);
    }

    /// <summary>y[j] = Σᵢ w[j, i] · x[i].</summary>
    public static void Product(ReadOnlySpan<double> weights, ReadOnlySpan<double> x, Span<double> y, int inputs, int outputs, int lanes)
    {
        if (Vector512.IsHardwareAccelerated) Product<Double8>(weights, x, y, inputs, outputs, lanes);
        else if (Vector256.IsHardwareAccelerated) Product<Double4>(weights, x, y, inputs, outputs, lanes);
        else if (Vector128.IsHardwareAccelerated) Product<Double2>(weights, x, y, inputs, outputs, lanes);
        else Product<Double1>(weights, x, y, inputs, outputs, lanes);
    }

    /// <summary>dx[i] = Σⱼ w[j, i] · dy[j].</summary>
    public static void AssignInputs(ReadOnlySpan<double> weights, ReadOnlySpan<double> dy, Span<double> dx, int inputs, int outputs, int lanes)
    {
        if (Vector512.IsHardwareAccelerated) AssignInputs<Double8>(weights, dy, dx, inputs, outputs, lanes);
        else if (Vector256.IsHardwareAccelerated) AssignInputs<Double4>(weights, dy, dx, inputs, outputs, lanes);
        else if (Vector128.IsHardwareAccelerated) AssignInputs<Double2>(weights, dy, dx, inputs, outputs, lanes);
        else AssignInputs<Double1>(weights, dy, dx, inputs, outputs, lanes);
    }

    /// <summary>dx[i] += Σⱼ w[j, i] · dy[j].</summary>
    public static void AccumulateInputs(ReadOnlySpan<double> weights, ReadOnlySpan<double> dy, Span<double> dx, int inputs, int outputs, int lanes)
    {
        if (Vector512.IsHardwareAccelerated) AccumulateInputs<Double8>(weights, dy, dx, inputs, outputs, lanes);
        else if (Vector256.IsHardwareAccelerated) AccumulateInputs<Double4>(weights, dy, dx, inputs, outputs, lanes);
        else if (Vector128.IsHardwareAccelerated) AccumulateInputs<Double2>(weights, dy, dx, inputs, outputs, lanes);
        else AccumulateInputs<Double1>(weights, dy, dx, inputs, outputs, lanes);
    }

    /// <summary>dw[j, i] += Σ dy[j] · x[i] and db[j] += Σ dy[j], over the lanes.</summary>
    public static void AccumulateWeights(
        ReadOnlySpan<double> dy, ReadOnlySpan<double> x, Span<double> dw, Span<double> db, int inputs, int outputs, int lanes)
    {
        if (Vector512.IsHardwareAccelerated) AccumulateWeights<Double8>(dy, x, dw, db, inputs, outputs, lanes);
        else if (Vector256.IsHardwareAccelerated) AccumulateWeights<Double4>(dy, x, dw, db, inputs, outputs, lanes);
        else if (Vector128.IsHardwareAccelerated) AccumulateWeights<Double2>(dy, x, dw, db, inputs, outputs, lanes);
        else AccumulateWeights<Double1>(dy, x, dw, db, inputs, outputs, lanes);
    }

    /// <inheritdoc cref="Forward"/>
    internal static void Forward<TVector>(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> x, Span<double> y, int inputs, int outputs, int lanes)
        where TVector : struct, IVector<TVector>
    {
        new DenseProduct<TVector>(ref At(weights), (nuint)inputs, 1, ref At(x), ref At(y), (nuint)lanes)
            .Assign(ref At(biases), 1, (nuint)outputs, (nuint)inputs);
    }

    /// <inheritdoc cref="Product"/>
    internal static void Product<TVector>(ReadOnlySpan<double> weights, ReadOnlySpan<double> x, Span<double> y, int inputs, int outputs, int lanes)
        where TVector : struct, IVector<TVector>
    {
        double start = -0.0;    // -0 plus a product is the product; 0 would lose the sign of a product of -0
        new DenseProduct<TVector>(ref At(weights), (nuint)inputs, 1, ref At(x), ref At(y), (nuint)lanes)
            .Assign(ref start, 0, (nuint)outputs, (nuint)inputs);
    }

    /// <inheritdoc cref="AssignInputs"/>
    internal static void AssignInputs<TVector>(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> dy, Span<double> dx, int inputs, int outputs, int lanes)
        where TVector : struct, IVector<TVector>
    {
        double zero = 0;
        new DenseProduct<TVector>(ref At(weights), 1, (nuint)inputs, ref At(dy), ref At(dx), (nuint)lanes)
            .Assign(ref zero, 0, (nuint)inputs, (nuint)outputs);
    }

    /// <inheritdoc cref="AccumulateInputs"/>
    internal static void AccumulateInputs<TVector>(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> dy, Span<double> dx, int inputs, int outputs, int lanes)
        where TVector : struct, IVector<TVector>
    {
        new DenseProduct<TVector>(ref At(weights), 1, (nuint)inputs, ref At(dy), ref At(dx), (nuint)lanes)
            .Accumulate((nuint)inputs, (nuint)outputs);
    }

    /// <inheritdoc cref="AccumulateWeights"/>
    internal static void AccumulateWeights<TVector>(
        ReadOnlySpan<double> dy, ReadOnlySpan<double> x, Span<double> dw, Span<double> db, int inputs, int outputs, int lanes)
        where TVector : struct, IVector<TVector>
    {
        new DenseGradient<TVector>(ref At(dy), ref At(x), ref At(dw), ref At(db), (nuint)inputs, (nuint)lanes)
            .Accumulate((nuint)outputs);
    }

    private static ref double At(ReadOnlySpan<double> span) => ref MemoryMarshal.GetReference(span);
}
