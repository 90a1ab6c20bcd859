using System.Numerics.Tensors;

namespace MicrogradSharp.LinearAlgebra;

/// <summary>Solves systems with an upper triangle R: column-major, with a number of elements from one column to the next.</summary>
internal static class Triangle
{
    /// <summary>Solves R x = b in place. The order is the length of b.</summary>
    public static void Solve(ReadOnlySpan<double> r, int stride, Span<double> b)
    {
        for (int j = b.Length - 1; j >= 0; j--)
        {
            var column = r.Slice(j * stride, j + 1);
            b[j] /= column[j];
            for (int i = 0; i < j; i++) b[i] -= column[i] * b[j];
        }
    }

    /// <summary>Solves Rᵀ x = b in place. The order is the length of b.</summary>
    public static void SolveTransposed(ReadOnlySpan<double> r, int stride, Span<double> b)
    {
        for (int j = 0; j < b.Length; j++)
        {
            var column = r.Slice(j * stride, j + 1);
            double sum = b[j];
            for (int i = 0; i < j; i++) sum -= column[i] * b[i];
            b[j] = sum / column[j];
        }
    }

    /// <summary>Computes R x, into a span of the same length.</summary>
    public static void Multiply(ReadOnlySpan<double> r, int stride, ReadOnlySpan<double> x, Span<double> product)
    {
        product[..x.Length].Clear();
        for (int j = 0; j < x.Length; j++)
        {
            var column = r.Slice(j * stride, j + 1);
            for (int i = 0; i <= j; i++) product[i] += column[i] * x[j];
        }
    }

    /// <summary>Computes R⁻¹, an upper triangle of the given order, column-major without gaps; below the diagonal it writes 0.</summary>
    public static void Invert(ReadOnlySpan<double> r, int stride, int order, Span<double> inverse)
    {
        inverse[..(order * order)].Clear();
        for (int j = 0; j < order; j++)
        {
            var column = inverse.Slice(j * order, j + 1);
            column[j] = 1;
            Solve(r, stride, column);
        }
    }

    /// <summary>Computes (RᵀR)⁻¹ = R⁻¹R⁻ᵀ from R⁻¹ (as <see cref="Invert"/> writes it): both triangles.</summary>
    public static void InverseGram(ReadOnlySpan<double> inverse, int order, Span<double> gram)
    {
        gram[..(order * order)].Clear();
        for (int k = 0; k < order; k++)
        {
            var column = inverse.Slice(k * order, k + 1);
            for (int j = 0; j <= k; j++)
            {
                var target = gram.Slice(j * order, k + 1);
                TensorPrimitives.MultiplyAdd(column, column[j], target, target);
            }
        }
    }
}
