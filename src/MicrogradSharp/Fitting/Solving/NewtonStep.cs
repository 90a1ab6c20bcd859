using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>
/// Steps of Newton's method with the exact Hessian JᵀJ + S, in the basis of R: H = Rᵀ(I + R⁻ᵀ S R⁻¹)R. JᵀJ is never formed, so the step
/// loses the digits of one condition number instead of two. Without S, this is the Gauss–Newton step. Where R is singular, the step needs
/// S, and H is formed.
/// </summary>
internal sealed class NewtonStep(int parameters)
{
    private readonly PivotedQr _qr = new(parameters, parameters);
    private readonly int[] _free = new int[parameters];
    private readonly double[] _norms = new double[parameters], _work = new double[parameters];
    private readonly double[] _terms = new double[parameters * parameters], _matrix = new double[parameters * parameters];
    private bool _hasTerms;

    /// <summary>The number of parameters that move.</summary>
    public int FreeCount { get; private set; }

    /// <summary>Whether every parameter that moves is determined.</summary>
    public bool HasFullRank { get; private set; }

    /// <summary>Factors the columns of the parameters that no bound holds, each scaled to length 1.</summary>
    public void Factor(StepModel model, ParameterBox box, ReadOnlySpan<double> point, ReadOnlySpan<double> gradient)
    {
        (FreeCount, _hasTerms) = (0, false);
        for (int k = 0; k < model.Count; k++)
        {
            int j = model.Order[k];
            if (!box.IsHeld(j, point[j], gradient[j])) _free[FreeCount++] = k;
        }
        _qr.Reset(model.Count, FreeCount);
        for (int i = 0; i < FreeCount; i++)
        {
            var source = model.Column(_free[i]);
            double norm = Householder.Norm(source);
            _norms[i] = norm > 0 ? norm : 1;
            var column = _qr.Column(i);
            for (int row = 0; row < source.Length; row++) column[row] = source[row] / _norms[i];
            column[source.Length..].Clear();
            _free[i] = model.Order[_free[i]];
        }
        _qr.Factor();
        HasFullRank = _qr.Rank() == FreeCount;
    }

    /// <summary>Adds the second-order terms S.</summary>
    /// <returns>False if the Hessian is not positive definite then: the terms are left out.</returns>
    public bool TryAddTerms(ReadOnlySpan<double> terms)
    {
        int n = FreeCount;
        for (int k = 0; k < n; k++)
        {
            int column = _qr.Pivots[k];
            for (int i = 0; i < n; i++)
            {
                int row = _qr.Pivots[i];
                _matrix[k * n + i] = terms[_free[column] * parameters + _free[row]] / _norms[column] / _norms[row];
            }
        }
        if (HasFullRank) ChangeBasis(n);
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i <= k; i++) _terms[k * n + i] = 0.5 * (_matrix[k * n + i] + _matrix[i * n + k]) + GaussNewton(i, k);
        }
        return _hasTerms = Cholesky.TryFactor(_terms, n);
    }

    /// <summary>
    /// Computes ‖R⁻ᵀ g‖: the length of the residuals' part along the tangent plane of the free parameters. Where R is singular, g is only
    /// scaled by the norms of the columns.
    /// </summary>
    public double GradientLength(ReadOnlySpan<double> gradient)
    {
        Load(gradient);
        return Householder.Norm(_work.AsSpan(0, FreeCount));
    }

    /// <summary>Computes the step −H⁻¹ g.</summary>
    public void Compute(ReadOnlySpan<double> gradient, Span<double> step)
    {
        step.Clear();
        Load(gradient);
        var work = _work.AsSpan(0, FreeCount);
        if (_hasTerms) Cholesky.Solve(_terms, FreeCount, work);
        if (HasFullRank) Triangle.Solve(_qr.Matrix, _qr.Rows, work);
        for (int k = 0; k < FreeCount; k++)
        {
            int i = _qr.Pivots[k];
            step[_free[i]] = -work[k] / _norms[i];
        }
    }

    /// <summary>Computes T⁻ᵀ S T⁻¹ as T⁻ᵀ (T⁻ᵀ S)ᵀ, because S is symmetric.</summary>
    private void ChangeBasis(int n)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int k = 0; k < n; k++) Triangle.SolveTransposed(_qr.Matrix, _qr.Rows, _matrix.AsSpan(k * n, n));
            for (int k = 0; k < n; k++)
            {
                for (int i = 0; i < k; i++) (_matrix[k * n + i], _matrix[i * n + k]) = (_matrix[i * n + k], _matrix[k * n + i]);
            }
        }
    }

    /// <summary>An element of what S is added to: of I in the basis of R, or of TᵀT where R is singular.</summary>
    private double GaussNewton(int i, int k)
    {
        if (HasFullRank) return i == k ? 1 : 0;
        double sum = 0;
        for (int row = 0; row <= Math.Min(i, _qr.Order - 1); row++) sum += _qr.Column(i)[row] * _qr.Column(k)[row];
        return sum;
    }

    private void Load(ReadOnlySpan<double> gradient)
    {
        for (int k = 0; k < FreeCount; k++)
        {
            int i = _qr.Pivots[k];
            _work[k] = gradient[_free[i]] / _norms[i];
        }
        if (HasFullRank) Triangle.SolveTransposed(_qr.Matrix, _qr.Rows, _work.AsSpan(0, FreeCount));
    }
}
