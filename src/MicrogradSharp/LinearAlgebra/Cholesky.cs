namespace MicrogradSharp.LinearAlgebra;

/// <summary>
/// The factorisation A = RᵀR of a small positive definite matrix, and the same for one that is not, with a shifted diagonal.
/// </summary>
internal static class Cholesky
{
    private const double Epsilon = 2.220446049250313e-16;

    // no power of ten times it is a round share, which would often make the matrix almost singular
    private const double FirstShift = 1.3e-8;

    /// <summary>Writes R to the upper triangle of a matrix, column-major.</summary>
    /// <returns>False if the matrix is not positive definite: it is overwritten in part then.</returns>
    public static bool TryFactor(Span<double> a, int n)
    {
        for (int j = 0; j < n; j++)
        {
            var column = a.Slice(j * n, n);
            double pivot = column[j], size = Math.Abs(pivot);
            for (int i = 0; i < j; i++)
            {
                var other = a.Slice(i * n, n);
                double sum = column[i];
                for (int k = 0; k < i; k++) sum -= other[k] * column[k];
                column[i] = sum / other[i];
                pivot -= column[i] * column[i];
            }
            if (!(pivot > n * Epsilon * size)) return false;
            column[j] = Math.Sqrt(pivot);
        }
        return true;
    }

    /// <summary>
    /// Factors A + μ I, with the least μ = 0, m, 10 m, … that makes it positive definite, where m is a small part of the largest element.
    /// </summary>
    /// <param name="a">The matrix; not changed.</param>
    /// <param name="n">Its order.</param>
    /// <param name="r">Receives R in its upper triangle, column-major.</param>
    /// <returns>μ.</returns>
    public static double FactorShifted(ReadOnlySpan<double> a, int n, Span<double> r)
    {
        double largest = 0;
        for (int i = 0; i < n * n; i++) largest = Math.Max(largest, Math.Abs(a[i]));
        for (double shift = 0; ; shift = shift == 0 ? Math.Max(FirstShift * largest, 1e-300) : 10 * shift)
        {
            a[..(n * n)].CopyTo(r);
            for (int i = 0; i < n; i++) r[i * n + i] += shift;
            if (TryFactor(r, n) || !double.IsFinite(shift)) return shift;
        }
    }

    /// <summary>Solves RᵀR x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> r, int n, Span<double> b)
    {
        Triangle.SolveTransposed(r, n, b[..n]);
        Triangle.Solve(r, n, b[..n]);
    }
}
