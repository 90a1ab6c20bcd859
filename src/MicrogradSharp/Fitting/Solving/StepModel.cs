using System.Numerics.Tensors;
using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>
/// The quadratic model ½‖c + R s‖² of the cost around a point: R and c = Qᵀr of the Jacobian with the linear parameters' columns first.
/// </summary>
/// <remarks>
/// The linear parameters are not damped: for any step v of the others, theirs minimises the model, s = −R₁₁⁻¹(c₁ + R₁₂ v). What is left,
/// ½‖c₂ + R₂₂ v‖², is Kaufman's model of variable projection (G. Golub and V. Pereyra 1973; L. Kaufman, A variable projection method for
/// solving separable nonlinear least squares problems, 1975).
/// </remarks>
internal sealed class StepModel
{
    private readonly int[] _order;
    private readonly StripedQr _tall;
    private readonly PivotedQr _linear;
    private readonly double[] _linearNorms, _work, _product;
    private int _rank;

    public StepModel(ReadOnlySpan<bool> isLinear, int rows, int maxThreads)
    {
        int n = isLinear.Length;
        _order = new int[n];
        foreach (bool linear in isLinear) LinearCount += linear ? 1 : 0;
        int first = 0, second = LinearCount;
        for (int j = 0; j < n; j++) _order[isLinear[j] ? first++ : second++] = j;
        _tall = new StripedQr(rows, n, maxThreads);
        _linear = new PivotedQr(LinearCount, LinearCount);
        (_linearNorms, _work, _product) = (new double[n], new double[n], new double[n]);
    }

    /// <summary>The parameters in the order of the columns of R.</summary>
    public ReadOnlySpan<int> Order => _order;

    public int Count => _order.Length;

    /// <summary>How many of the first columns belong to linear parameters.</summary>
    public int LinearCount { get; }

    public ReadOnlySpan<double> C => _tall.QTransposedB;

    /// <summary>What the linear parameters alone would take off the cost.</summary>
    public double LinearShare => 0.5 * TensorPrimitives.SumOfSquares(C[..LinearCount]);

    /// <summary>Whether every derivative is finite: NaN and infinities spread to R and c.</summary>
    public bool IsFinite
    {
        get
        {
            double sum = 0;
            foreach (double number in _tall.R) sum += Math.Abs(number) * 1e-200;
            foreach (double number in C) sum += Math.Abs(number) * 1e-200;
            return double.IsFinite(sum);
        }
    }

    /// <summary>Returns column k of R, to the diagonal.</summary>
    public ReadOnlySpan<double> Column(int k) => _tall.R.Slice(k * Count, k + 1);

    /// <summary>Returns what column k of R has below the rows of the linear parameters.</summary>
    public ReadOnlySpan<double> LowerColumn(int k) => Column(k)[LinearCount..];

    /// <summary>Factors the Jacobian of a point.</summary>
    public void Factor(ResidualEvaluator evaluator, SolverPoint point)
    {
        _tall.Factor(evaluator.Jacobian, _order, point.Residuals, evaluator.RowWeights(point));
        if (LinearCount == 0) return;
        for (int k = 0; k < LinearCount; k++)
        {
            var source = Column(k);
            double norm = Householder.Norm(source);
            _linearNorms[k] = norm > 0 ? norm : 1;
            var column = _linear.Column(k);
            TensorPrimitives.Divide(source, _linearNorms[k], column);
            column[(k + 1)..].Clear();
        }
        _linear.Factor();
        _rank = _linear.Rank();
    }

    /// <summary>Completes a step: writes the best step of the linear parameters, given that of the others.</summary>
    /// <param name="c">c, or another right side in its place.</param>
    /// <param name="step">The step, by parameter.</param>
    public void CompleteLinear(ReadOnlySpan<double> c, Span<double> step)
    {
        if (LinearCount == 0) return;
        var right = _work.AsSpan(0, LinearCount);
        c[..LinearCount].CopyTo(right);
        for (int k = LinearCount; k < Count; k++)
        {
            double change = step[_order[k]];
            if (change == 0) continue;
            TensorPrimitives.MultiplyAdd(Column(k)[..LinearCount], change, right, right);
        }
        var solution = _product.AsSpan(0, LinearCount);
        _linear.Solve(right, solution, _rank);
        for (int k = 0; k < LinearCount; k++) step[_order[k]] = -solution[k] / _linearNorms[k];
    }

    /// <summary>Computes the decrease of the cost that the model predicts, ½‖c‖² − ½‖c + R s‖².</summary>
    public double PredictedDecrease(ReadOnlySpan<double> step)
    {
        Multiply(step);
        double sum = 0;
        for (int i = 0; i < Count; i++) sum -= _product[i] * (C[i] + 0.5 * _product[i]);
        return sum;
    }

    /// <summary>Computes ‖R s‖.</summary>
    public double Length(ReadOnlySpan<double> step)
    {
        Multiply(step);
        return Householder.Norm(_product);
    }

    /// <summary>Computes R⁻ᵀ of a vector that is given by parameter, into the order of the columns.</summary>
    /// <returns>False if R is singular.</returns>
    public bool TrySolveTransposed(ReadOnlySpan<double> gradient, Span<double> solution)
    {
        for (int k = 0; k < Count; k++)
        {
            var column = Column(k);
            if (Math.Abs(column[k]) <= 1e-14 * Householder.Norm(column)) return false;
            solution[k] = gradient[_order[k]];
        }
        Triangle.SolveTransposed(_tall.R, Count, solution);
        return true;
    }

    private void Multiply(ReadOnlySpan<double> step)
    {
        for (int k = 0; k < Count; k++) _work[k] = step[_order[k]];
        Triangle.Multiply(_tall.R, Count, _work, _product);
    }
}
