using System.Numerics.Tensors;
using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>
/// Evaluates residuals and their derivatives, counts, and applies the loss. There is one Jacobian: it belongs to the point where it was
/// computed last.
/// </summary>
/// <remarks>
/// A loss enters a step as weights √ρ'(rᵢ²) of the rows (iteratively reweighted least squares; Triggs et al. 2000, section 4.3, without
/// the second-order term, which is negative for every loss here and would make the matrix indefinite). The last steps use the exact
/// Hessian, with that term.
/// </remarks>
internal sealed class ResidualEvaluator(IResidualFunction function, RobustLoss? loss)
{
    private readonly double[] _weights = loss is null ? [] : new double[function.ResidualCount];
    private double[] _rowWork = loss is null ? [] : new double[function.ResidualCount];
    private SolverPoint? _jacobianPoint;

    public double[] Jacobian { get; } =
        GC.AllocateUninitializedArray<double>(checked(function.ResidualCount * function.ParameterCount));      // every pass writes all

    public int ResidualEvaluations { get; private set; }

    public int JacobianEvaluations { get; private set; }

    public int SecondDerivativeEvaluations { get; private set; }

    public int Evaluations => ResidualEvaluations + JacobianEvaluations;

    /// <summary>Computes the residuals and the cost of a point.</summary>
    /// <returns>Whether the cost is finite.</returns>
    public bool Evaluate(SolverPoint point)
    {
        if (_jacobianPoint == point) _jacobianPoint = null;
        ResidualEvaluations++;
        function.Evaluate(point.Parameters, point.Residuals);
        return double.IsFinite(point.Cost = Cost(point.Residuals));
    }

    /// <summary>Computes the residuals, the cost and the Jacobian of a point.</summary>
    /// <returns>Whether the cost is finite.</returns>
    public bool EvaluateWithJacobian(SolverPoint point)
    {
        JacobianEvaluations++;
        function.EvaluateWithJacobian(point.Parameters, point.Residuals, Jacobian);
        _jacobianPoint = point;
        return double.IsFinite(point.Cost = Cost(point.Residuals));
    }

    /// <summary>Evaluates the point again if the Jacobian belongs to another.</summary>
    public void EnsureJacobian(SolverPoint point)
    {
        if (_jacobianPoint != point) EvaluateWithJacobian(point);
    }

    public bool HasJacobian(SolverPoint point) => _jacobianPoint == point;

    /// <summary>The weights of the rows at a point, or empty without a loss.</summary>
    public double[] RowWeights(SolverPoint point)
    {
        if (loss is null) return [];
        for (int i = 0; i < _weights.Length; i++) _weights[i] = Math.Sqrt(loss.Slope(point.Residuals[i] * point.Residuals[i]));
        return _weights;
    }

    /// <summary>Computes the gradient of the cost with compensated sums, from the Jacobian of the point.</summary>
    public void Gradient(SolverPoint point, Span<double> gradient)
    {
        int rows = function.ResidualCount;
        var residuals = SlopedResiduals(point);
        for (int j = 0; j < gradient.Length; j++)
        {
            gradient[j] = CompensatedSum.Dot(Jacobian.AsSpan(j * rows, rows), residuals);
        }
    }

    /// <summary>Computes Jᵀ d²r/dt² along a direction, with the weights of the loss.</summary>
    public void Acceleration(SolverPoint point, ReadOnlySpan<double> direction, Span<double> product)
    {
        int rows = function.ResidualCount;
        if (_rowWork.Length == 0) _rowWork = new double[rows];
        SecondDerivativeEvaluations++;
        function.SecondDirectional(point.Parameters, direction, _rowWork);
        if (loss is not null)
        {
            for (int i = 0; i < rows; i++) _rowWork[i] *= loss.Slope(point.Residuals[i] * point.Residuals[i]);
        }
        for (int j = 0; j < product.Length; j++) product[j] = TensorPrimitives.Dot(Jacobian.AsSpan(j * rows, rows), _rowWork);
    }

    /// <summary>Computes what the Hessian of the cost has beyond the product of the weighted Jacobian with itself.</summary>
    public void SecondOrderTerms(SolverPoint point, Span<double> hessian)
    {
        SecondDerivativeEvaluations++;
        function.WeightedHessian(point.Parameters, SlopedResiduals(point), hessian);
        if (loss is null) return;
        int rows = function.ResidualCount, n = function.ParameterCount;
        for (int i = 0; i < rows; i++)
        {
            double squared = point.Residuals[i] * point.Residuals[i], weight = 2 * squared * loss.SecondSlope(squared);
            if (weight == 0) continue;
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++) hessian[j * n + k] += weight * Jacobian[j * rows + i] * Jacobian[k * rows + i];
            }
        }
    }

    /// <summary>ρ'(rᵢ²) rᵢ.</summary>
    private ReadOnlySpan<double> SlopedResiduals(SolverPoint point)
    {
        if (loss is null) return point.Residuals;
        for (int i = 0; i < _rowWork.Length; i++)
        {
            double residual = point.Residuals[i];
            _rowWork[i] = residual * loss.Slope(residual * residual);
        }
        return _rowWork;
    }

    private double Cost(ReadOnlySpan<double> residuals)
    {
        if (loss is null) return 0.5 * TensorPrimitives.SumOfSquares(residuals);
        double sum = 0;
        foreach (double residual in residuals) sum += loss.Value(residual * residual);
        return 0.5 * sum;
    }
}
