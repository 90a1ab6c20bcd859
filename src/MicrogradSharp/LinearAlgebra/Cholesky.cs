namespace MicrogradSharp.LinearAlgebra;

/// <summary>The factorisation A = RᵀR of a small positive definite matrix.</summary>
internal static class Cholesky
{
    private const double Epsilon = 2.220446049250313e-16;

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

    /// <summary>Solves RᵀR x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> r, int n, Span<double> b)
    {
        Triangle.SolveTransposed(r, n, b[..n]);
        Triangle.Solve(r, n, b[..n]);
    }
}
