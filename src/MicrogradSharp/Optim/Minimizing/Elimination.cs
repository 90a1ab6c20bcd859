namespace MicrogradSharp.Optim.Minimizing;

/// <summary>Gaussian elimination with partial pivoting, for the few equations of the memory of L-BFGS.</summary>
internal static class Elimination
{
    /// <summary>Solves A x = b in place; false if A is singular to working precision.</summary>
    /// <param name="a">n × n numbers, row after row; overwritten.</param>
    /// <param name="b">n numbers; becomes x.</param>
    public static bool TrySolve(Span<double> a, Span<double> b)
    {
        int n = b.Length;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[i * n + k]) > Math.Abs(a[pivot * n + k])) pivot = i;
            }
            if (!(Math.Abs(a[pivot * n + k]) > 0)) return false;
            if (pivot != k)
            {
                for (int j = k; j < n; j++) (a[k * n + j], a[pivot * n + j]) = (a[pivot * n + j], a[k * n + j]);
                (b[k], b[pivot]) = (b[pivot], b[k]);
            }
            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i * n + k] / a[k * n + k];
                if (factor == 0) continue;
                for (int j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
                b[i] -= factor * b[k];
            }
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++) b[i] -= a[i * n + j] * b[j];
            b[i] /= a[i * n + i];
        }
        return true;
    }
}
