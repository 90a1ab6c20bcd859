using System.Numerics.Tensors;
using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Optim.RootFinding;

/// <summary>
/// The step on Powell's dogleg: from the minimum along the gradient of ‖f + J s‖² towards the step of Newton's method, within a trust
/// region, in variables scaled by the norms of the Jacobian's columns.
/// </summary>
/// <remarks>
/// M. J. D. Powell, A hybrid method for nonlinear equations, in Numerical Methods for Nonlinear Algebraic Equations (1970). If the
/// Jacobian is singular, the step of Newton's method is that of least squares over the columns that do not depend on others.
/// </remarks>
internal sealed class DoglegStep(int count)
{
    private const double RankTolerance = 1e-10;     // of scaled columns, to call the Jacobian singular

    private readonly PivotedQr _qr = new(count, count);
    private readonly double[] _scaled = new double[checked(count * count)];     // J D⁻¹, column-major
    private readonly double[] _scale = new double[count];                       // D: the largest norm of each column so far
    private readonly double[] _newton = new double[count];
    private readonly double[] _steepest = new double[count];
    private readonly double[] _work = new double[count];
    private readonly double[] _step = new double[count];
    private readonly double[] _residuals = new double[count];   // f / ‖f‖
    private double _unit;               // ‖f‖: the vectors are relative to it, because squares of large numbers overflow
    private double _newtonLength;
    private double _steepestLength;

    /// <summary>The step, in the variables themselves.</summary>
    public ReadOnlySpan<double> Step => _step;

    /// <summary>The length of the step, scaled.</summary>
    public double Length { get; private set; }

    /// <summary>The length of the step of Newton's method, scaled.</summary>
    public double NewtonLength => _newtonLength * _unit;

    /// <summary>‖f + J s‖² / ‖f‖² for the step.</summary>
    public double Predicted { get; private set; }

    /// <summary>The rank of the Jacobian, as it is reported.</summary>
    public int Rank { get; private set; }

    /// <summary>Whether the step of Newton's method solves the linear equations, because the Jacobian is regular to rounding.</summary>
    public bool IsRegular { get; private set; }

    /// <summary>The variables whose columns depend on others.</summary>
    public ReadOnlySpan<int> Dependent => _qr.Pivots[Rank..];

    /// <summary>
    /// The largest |(Jᵀf)ⱼ| relative to ‖f‖² for a change of xⱼ by max(1, |xⱼ|), or by ‖f‖ in scaled variables: how much a step could
    /// decrease ‖f‖² at first.
    /// </summary>
    /// <remarks>Without the second change, a root that is far away in the units of x would look like no root.</remarks>
    public double Slope { get; private set; }

    /// <summary>‖D x‖.</summary>
    public double ScaledNorm(ReadOnlySpan<double> x)
    {
        TensorPrimitives.Multiply(x, _scale, _work);
        return Householder.Norm(_work);
    }

    /// <summary>Takes a new point.</summary>
    /// <param name="x">The point.</param>
    /// <param name="values">f there.</param>
    /// <param name="jacobian">J there, column-major.</param>
    public void MoveTo(ReadOnlySpan<double> x, ReadOnlySpan<double> values, ReadOnlySpan<double> jacobian)
    {
        double length = Householder.Norm(values);
        _unit = length > 0 ? length : 1;
        TensorPrimitives.Divide(values, _unit, _residuals);
        Slope = 0;
        for (int j = 0; j < count; j++)
        {
            var column = jacobian.Slice(j * count, count);
            _scale[j] = Math.Max(_scale[j], Householder.Norm(column));
            double divisor = Divisor(j);
            TensorPrimitives.Divide(column, divisor, Scaled(j));
            double product = TensorPrimitives.Dot<double>(Scaled(j), _residuals);
            _steepest[j] = -product;
            Slope = Math.Max(Slope, Math.Abs(product) * Math.Max(1, Math.Max(1, Math.Abs(x[j])) * (divisor / _unit)));
        }
        Multiply(_steepest, _work);
        double slope = TensorPrimitives.SumOfSquares<double>(_steepest), curvature = TensorPrimitives.SumOfSquares<double>(_work);
        _steepestLength = curvature > 0 ? slope / curvature : 0;

        // Here, columns are scaled by their own norms: a column that has become small is not dependent for that reason.
        for (int j = 0; j < count; j++)
        {
            double norm = Householder.Norm(Scaled(j));
            TensorPrimitives.Divide(Scaled(j), norm > 0 ? norm : 1, _qr.Column(j));
        }
        _qr.Factor();
        Rank = _qr.Rank(RankTolerance);
        int rank = _qr.Rank();
        IsRegular = rank == count;
        TensorPrimitives.Negate<double>(_residuals, _work);
        _qr.Solve(_work, _newton, rank);
        for (int j = 0; j < count; j++)
        {
            double norm = Householder.Norm(Scaled(j));
            if (norm > 0) _newton[j] /= norm;
        }
        _newtonLength = Householder.Norm(_newton);
    }

    /// <summary>Computes the step for a radius.</summary>
    public void Find(double radius)
    {
        radius /= _unit;
        double steepest = _steepestLength * TensorPrimitives.Norm<double>(_steepest);
        if (_newtonLength <= radius)
        {
            _newton.CopyTo(_step, 0);
        }
        else if (steepest >= radius)
        {
            TensorPrimitives.Multiply(_steepest, radius / TensorPrimitives.Norm<double>(_steepest), _step);
        }
        else
        {
            TensorPrimitives.Multiply(_steepest, _steepestLength, _step);
            TensorPrimitives.Subtract(_newton, _step, _work);
            TensorPrimitives.Divide(_work, Householder.Norm(_work), _work);
            double along = TensorPrimitives.Dot<double>(_step, _work), room = Math.Max(0, radius * radius - steepest * steepest);
            double root = Math.Sqrt(along * along + room);
            double distance = along > 0 ? room / (along + root) : root - along;     // the form that does not cancel
            TensorPrimitives.MultiplyAdd(_work, distance, _step, _step);
        }
        Length = Householder.Norm(_step) * _unit;
        Multiply(_step, _work);
        TensorPrimitives.Add<double>(_work, _residuals, _work);
        Predicted = TensorPrimitives.SumOfSquares<double>(_work);
        for (int j = 0; j < count; j++) _step[j] *= _unit / Divisor(j);
    }

    private double Divisor(int j) => _scale[j] > 0 ? _scale[j] : 1;

    private Span<double> Scaled(int j) => _scaled.AsSpan(j * count, count);

    private void Multiply(ReadOnlySpan<double> v, Span<double> product)
    {
        product.Clear();
        for (int j = 0; j < count; j++) TensorPrimitives.MultiplyAdd(Scaled(j), v[j], product, product);
    }
}
