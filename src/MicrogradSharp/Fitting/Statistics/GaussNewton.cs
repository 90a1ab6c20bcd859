using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The residuals and their Jacobian J at a point, factored: what errors, leverage and rank follow from.</summary>
/// <remarks>
/// R comes from Householder reflections on J, block of rows after block of rows, so that JᵀJ is never formed and J is not copied. It is
/// factored again with pivoting and columns of length 1, which gives the rank. Parameters that are held, because they lie on a bound, have
/// no column. Columns that depend on others are left out, which gives the right variance of all that the data determine.
/// </remarks>
internal sealed class GaussNewton
{
    private const double RankTolerance = 1e-13;
    private const double EstimableTolerance = 1e-6;

    private readonly double[] _jacobian;
    private readonly double[] _sizes;       // of the columns
    private readonly int[] _columns;        // the free parameters that have a column
    private readonly PivotedQr _qr;         // of R

    /// <summary>Takes over the residuals and their Jacobian, column after column.</summary>
    public GaussNewton(double[] residuals, double[] jacobian, bool[] isHeld)
    {
        Residuals = residuals;
        _jacobian = jacobian;
        _columns = [.. Enumerable.Range(0, isHeld.Length).Where(j => !isHeld[j])];
        int n = _columns.Length;
        _sizes = new double[n];
        _qr = new PivotedQr(n, n);
        var tall = new TallQr(n);
        tall.Factor(jacobian, _columns, residuals, []);
        for (int k = 0; k < n; k++)
        {
            double size = Householder.Norm(Column(_columns[k]));
            _sizes[k] = size > 0 && double.IsFinite(size) ? size : 1;
            var to = _qr.Column(k);
            for (int i = 0; i <= k; i++) to[i] = tall.R[k * n + i] / _sizes[k];
        }
        _qr.Factor();
        Rank = _qr.Rank(RankTolerance);
        ConditionNumber = FindConditionNumber();
    }

    /// <summary>The residuals, weighted.</summary>
    public double[] Residuals { get; }

    /// <summary>The number of columns that do not depend on others.</summary>
    public int Rank { get; }

    /// <summary>The ratio of the largest singular value of J, with columns of length 1, to the smallest; +∞ if one is 0.</summary>
    public double ConditionNumber { get; }

    /// <summary>The number of parameters that have a column.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>The parameters that have a column.</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>The weighted derivatives by one parameter.</summary>
    public ReadOnlySpan<double> Column(int parameter) => _jacobian.AsSpan(parameter * Residuals.Length, Residuals.Length);

    /// <summary>How much of each residual's point the curve follows: the squared length of each row of J R⁻¹.</summary>
    public double[] Leverage()
    {
        double[] leverage = new double[Residuals.Length], row = new double[Rank];
        for (int i = 0; i < leverage.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < row.Length; k++)
            {
                var triangle = _qr.Column(k);
                int column = _qr.Pivots[k];
                double number = _jacobian[_columns[column] * leverage.Length + i] / _sizes[column];
                for (int j = 0; j < k; j++) number -= triangle[j] * row[j];
                row[k] = number / triangle[k];
                sum += row[k] * row[k];
            }
            leverage[i] = Math.Min(sum, 1);
        }
        return leverage;
    }

    /// <summary>Whether the data determine a number whose derivative by each free parameter is given.</summary>
    public bool IsEstimable(ReadOnlySpan<double> slopes)
    {
        double[] basis = new double[Rank];
        for (int c = Rank; c < _columns.Length; c++)
        {
            _qr.Column(c)[..Rank].CopyTo(basis);
            Triangle.Solve(_qr.Matrix, _qr.Rows, basis);
            double own = Scaled(slopes, _qr.Pivots[c]), sum = own, size = Math.Abs(own);
            for (int k = 0; k < Rank; k++)
            {
                double slope = Scaled(slopes, _qr.Pivots[k]);
                sum -= basis[k] * slope;
                size += Math.Abs(slope);
            }
            if (Math.Abs(sum) > EstimableTolerance * size) return false;
        }
        return true;
    }

    /// <summary>gᵀ(JᵀJ)⁻¹h, for numbers with these derivatives that the data determine.</summary>
    public double Inverse(ReadOnlySpan<double> g, ReadOnlySpan<double> h)
    {
        double[] left = Half(g), right = Half(h);
        double sum = 0;
        for (int k = 0; k < Rank; k++) sum += left[k] * right[k];
        return sum;
    }

    /// <summary>√(gᵀ(JᵀJ)⁻¹g), without overflow on the way.</summary>
    public double InverseLength(ReadOnlySpan<double> g) => Householder.Norm(Half(g));

    /// <summary>R⁻ᵀg</summary>
    private double[] Half(ReadOnlySpan<double> slopes)
    {
        double[] half = new double[Rank];
        for (int k = 0; k < Rank; k++) half[k] = Scaled(slopes, _qr.Pivots[k]);
        Triangle.SolveTransposed(_qr.Matrix, _qr.Rows, half);
        return half;
    }

    private double Scaled(ReadOnlySpan<double> slopes, int column) => slopes[_columns[column]] / _sizes[column];

    private double FindConditionNumber()
    {
        int n = _columns.Length;
        if (n == 0) return 1;
        if (Rank < n) return double.PositiveInfinity;
        double[] gram = new double[n * n], values = new double[n], vectors = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k <= Math.Min(i, j); k++) gram[i * n + j] += _qr.Column(i)[k] * _qr.Column(j)[k];
            }
        }
        SymmetricEigen.Decompose(gram, values, vectors);
        return values[0] > 0 ? Math.Sqrt(values[^1] / values[0]) : double.PositiveInfinity;
    }
}
