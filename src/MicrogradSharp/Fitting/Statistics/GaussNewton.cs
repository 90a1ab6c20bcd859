using MicrogradSharp.Fitting.Models;
using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The residuals and their Jacobian J at a point, factored: what errors, leverage and rank follow from.</summary>
/// <remarks>
/// J = Q R comes from Householder reflections on columns of length 1, so that JᵀJ is never formed. Parameters that are held, because they
/// lie on a bound, have no column. Columns that depend on others are left out, which gives the right variance of all that the data
/// determine.
/// </remarks>
internal sealed class GaussNewton
{
    private const double RankTolerance = 1e-13;
    private const double EstimableTolerance = 1e-6;

    private readonly double[] _jacobian;
    private readonly double[] _sizes;       // of the columns
    private readonly int[] _columns;        // the free parameters that have a column
    private readonly PivotedQr _qr;

    public GaussNewton(ModelResiduals function, double[] point, bool[] isHeld)
    {
        int rows = function.ResidualCount;
        Residuals = new double[rows];
        _jacobian = new double[rows * point.Length];
        function.EvaluateWithJacobian(point, Residuals, _jacobian);
        _columns = [.. Enumerable.Range(0, point.Length).Where(j => !isHeld[j])];
        _sizes = new double[_columns.Length];
        _qr = new PivotedQr(rows, _columns.Length);
        for (int k = 0; k < _columns.Length; k++)
        {
            var from = Column(_columns[k]);
            var to = _qr.Column(k);
            double size = Householder.Norm(from);
            _sizes[k] = size > 0 && double.IsFinite(size) ? size : 1;
            for (int i = 0; i < rows; i++) to[i] = from[i] / _sizes[k];
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

    /// <summary>How much of each residual's point the curve follows: the diagonal of Q Qᵀ.</summary>
    public double[] Leverage()
    {
        double[] leverage = new double[Residuals.Length], column = new double[Residuals.Length];
        for (int k = 0; k < Rank; k++)
        {
            Array.Clear(column);
            column[k] = 1;
            _qr.ApplyQ(column);
            for (int i = 0; i < column.Length; i++) leverage[i] += column[i] * column[i];
        }
        return leverage;
    }

    /// <summary>Whether the data determine a number whose derivative by each free parameter is given.</summary>
    public bool IsEstimable(ReadOnlySpan<double> slopes)
    {
        int rows = Residuals.Length;
        double[] basis = new double[Rank];
        for (int c = Rank; c < _columns.Length; c++)
        {
            _qr.Column(c)[..Rank].CopyTo(basis);
            Triangle.Solve(_qr.Matrix, rows, basis);
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

    /// <summary>R⁻ᵀg</summary>
    private double[] Half(ReadOnlySpan<double> slopes)
    {
        double[] half = new double[Rank];
        for (int k = 0; k < Rank; k++) half[k] = Scaled(slopes, _qr.Pivots[k]);
        Triangle.SolveTransposed(_qr.Matrix, Residuals.Length, half);
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
