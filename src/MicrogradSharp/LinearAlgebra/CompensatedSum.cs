using System.Numerics;
using System.Runtime.InteropServices;

namespace MicrogradSharp.LinearAlgebra;

/// <summary>Dot products as if computed with twice the digits (Ogita, Rump and Oishi, Accurate sum and dot product, 2005: Dot2).</summary>
internal static class CompensatedSum
{
    /// <summary>Computes Σ xᵢ yᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0, error = 0;
        int done = 0;
        if (x.Length >= 4 * Vector<double>.Count)
        {
            var xs = MemoryMarshal.Cast<double, Vector<double>>(x);
            var ys = MemoryMarshal.Cast<double, Vector<double>>(y)[..xs.Length];
            Vector<double> sums = default, errors = default;
            for (int i = 0; i < xs.Length; i++)
            {
                var product = xs[i] * ys[i];
                var total = sums + product;
                var part = total - sums;
                errors += (sums - (total - part)) + (product - part) + Vector.FusedMultiplyAdd(xs[i], ys[i], -product);
                sums = total;
            }
            for (int lane = 0; lane < Vector<double>.Count; lane++)
            {
                Add(ref sum, ref error, sums[lane]);
                error += errors[lane];
            }
            done = xs.Length * Vector<double>.Count;
        }
        for (int i = done; i < x.Length; i++)
        {
            double product = x[i] * y[i];
            Add(ref sum, ref error, product);
            error += Math.FusedMultiplyAdd(x[i], y[i], -product);
        }
        return sum + error;
    }

    private static void Add(ref double sum, ref double error, double term)
    {
        double total = sum + term, part = total - sum;
        error += (sum - (total - part)) + (term - part);
        sum = total;
    }
}
