namespace MicrogradSharp.LinearAlgebra;

/// <summary>
/// Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's method in cyclic order, which also finds tiny eigenvalues of a
/// positive definite matrix to full relative accuracy (Demmel and Veselić 1992). Golub and Van Loan 2013, section 8.5.
/// </summary>
internal static class SymmetricEigen
{
    private const double Epsilon = 2.220446049250313e-16;
    private const int MaxSweeps = 60;

    /// <summary>Computes the decomposition A = V diag(λ) Vᵀ.</summary>
    /// <param name="a">The matrix, n × n, of which both triangles are read; overwritten.</param>
    /// <param name="values">Receives n eigenvalues, from the smallest to the largest.</param>
    /// <param name="vectors">Receives n × n numbers: column k, at k n, is the vector of value k.</param>
    public static void Decompose(Span<double> a, Span<double> values, Span<double> vectors)
    {
        int n = values.Length;
        vectors[..(n * n)].Clear();
        for (int i = 0; i < n; i++) vectors[i * n + i] = 1;
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            bool isDiagonal = true;
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++) isDiagonal &= !Rotate(a, vectors, n, p, q);
            }
            if (isDiagonal) break;
        }
        for (int i = 0; i < n; i++) values[i] = a[i * n + i];
        Sort(values, vectors);
    }

    /// <summary>Zeroes the element (p, q), unless it is too small to matter beside the diagonal elements of its row and column.</summary>
    private static bool Rotate(Span<double> a, Span<double> vectors, int n, int p, int q)
    {
        double element = a[q * n + p], first = a[p * n + p], second = a[q * n + q];
        if (element == 0 || Math.Abs(element) <= Epsilon * Math.Sqrt(Math.Abs(first)) * Math.Sqrt(Math.Abs(second))) return false;
        double theta = (second - first) / (2 * element);
        double tangent = double.CopySign(1, theta) / (Math.Abs(theta) + double.Hypot(theta, 1));
        double cos = 1 / double.Hypot(tangent, 1), sin = cos * tangent;
        a[p * n + p] = first - tangent * element;
        a[q * n + q] = second + tangent * element;
        a[q * n + p] = a[p * n + q] = 0;
        for (int i = 0; i < n; i++)
        {
            double left = vectors[p * n + i], right = vectors[q * n + i];
            vectors[p * n + i] = cos * left - sin * right;
            vectors[q * n + i] = sin * left + cos * right;
            if (i == p || i == q) continue;
            (left, right) = (a[p * n + i], a[q * n + i]);
            a[p * n + i] = a[i * n + p] = cos * left - sin * right;
            a[q * n + i] = a[i * n + q] = sin * left + cos * right;
        }
        return tangent != 0;
    }

    private static void Sort(Span<double> values, Span<double> vectors)
    {
        int n = values.Length;
        for (int i = 0; i < n - 1; i++)
        {
            int least = i;
            for (int j = i + 1; j < n; j++)
            {
                if (values[j] < values[least]) least = j;
            }
            if (least == i) continue;
            (values[i], values[least]) = (values[least], values[i]);
            for (int k = 0; k < n; k++)
            {
                (vectors[i * n + k], vectors[least * n + k]) = (vectors[least * n + k], vectors[i * n + k]);
            }
        }
    }
}
