namespace MicrogradSharp.LinearAlgebra;

/// <summary>
/// Solves min ‖R Pᵀx − b‖² + ‖D x‖² by Givens rotations, without forming RᵀR: Moré's <c>qrsolv</c> (J. Moré, The Levenberg–Marquardt
/// algorithm: implementation and theory, 1978, section 3).
/// </summary>
internal sealed class DampedTriangle(int maxOrder)
{
    private readonly double[] _s = new double[maxOrder * maxOrder];
    private readonly double[] _row = new double[maxOrder], _b = new double[maxOrder];

    /// <summary>The triangle S of SᵀS = Pᵀ(RᵀR + D²)P from the last call, column-major without gaps.</summary>
    public ReadOnlySpan<double> S => _s;

    /// <summary>Solves the system for an order n.</summary>
    /// <param name="r">R, an upper triangle, column-major.</param>
    /// <param name="stride">The number of elements from one column of R to the next.</param>
    /// <param name="pivots">Column k of R belongs to this unknown; as many as unknowns.</param>
    /// <param name="d">D, a number for each unknown, in their own order.</param>
    /// <param name="factor">What D is multiplied by.</param>
    /// <param name="b">The right side.</param>
    /// <param name="x">Receives the solution.</param>
    public void Solve(
        ReadOnlySpan<double> r, int stride, ReadOnlySpan<int> pivots, ReadOnlySpan<double> d, double factor, ReadOnlySpan<double> b,
        Span<double> x)
    {
        int n = pivots.Length;
        for (int j = 0; j < n; j++)
        {
            var column = _s.AsSpan(j * n, n);
            r.Slice(j * stride, j + 1).CopyTo(column);
            column[(j + 1)..].Clear();
            _b[j] = b[j];
        }
        for (int j = 0; j < n; j++) Absorb(n, j, factor * d[pivots[j]]);
        var solution = _b.AsSpan(0, n);
        for (int j = 0; j < n; j++)
        {
            if (_s[j * n + j] != 0) continue;
            solution[j..].Clear();      // a column that nothing determines; it and those after it stay 0, as in MINPACK
            Triangle.Solve(_s, n, solution[..j]);
            Scatter(pivots, solution, x);
            return;
        }
        Triangle.Solve(_s, n, solution);
        Scatter(pivots, solution, x);
    }

    /// <summary>Rotates the row with one element, at column j, into the triangle.</summary>
    private void Absorb(int n, int j, double element)
    {
        if (element == 0) return;
        _row.AsSpan(0, n).Clear();
        _row[j] = element;
        double right = 0;
        for (int k = j; k < n; k++)
        {
            if (_row[k] == 0) continue;
            double length = double.Hypot(_s[k * n + k], _row[k]);
            double cos = _s[k * n + k] / length, sin = _row[k] / length;
            _s[k * n + k] = length;
            (_b[k], right) = (cos * _b[k] + sin * right, -sin * _b[k] + cos * right);
            for (int i = k + 1; i < n; i++)
            {
                double above = _s[i * n + k];
                _s[i * n + k] = cos * above + sin * _row[i];
                _row[i] = -sin * above + cos * _row[i];
            }
        }
    }

    private static void Scatter(ReadOnlySpan<int> pivots, ReadOnlySpan<double> solution, Span<double> x)
    {
        for (int k = 0; k < pivots.Length; k++) x[pivots[k]] = solution[k];
    }
}
