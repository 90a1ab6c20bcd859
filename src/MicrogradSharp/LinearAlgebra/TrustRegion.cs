namespace MicrogradSharp.LinearAlgebra;

/// <summary>
/// Finds the Levenberg–Marquardt parameter λ whose step x, the minimum of ‖R Pᵀx − b‖² + λ‖D x‖², is as long as the trust region allows:
/// ‖D x‖ = Δ to within a tenth, or λ = 0 if the step without damping is shorter. This is Moré's <c>lmpar</c> (1978, section 5): Newton's
/// method for 1/‖D x(λ)‖, kept between bounds.
/// </summary>
internal sealed class TrustRegion(int maxOrder)
{
    private const double Tenth = 0.1, Thousandth = 0.001, Smallest = 1e-300;
    private const int MaxSteps = 20;
    private readonly DampedTriangle _damped = new(maxOrder);
    private readonly double[] _work = new double[maxOrder], _scaled = new double[maxOrder];

    /// <summary>λ of the last step.</summary>
    public double Lambda { get; private set; }

    /// <summary>Solves for the λ of the last step again, with another right side.</summary>
    public void SolveAgain(PivotedQr qr, ReadOnlySpan<double> d, ReadOnlySpan<double> b, Span<double> x)
    {
        if (Lambda > 0) _damped.Solve(qr.Matrix, qr.Rows, qr.Pivots, d, Math.Sqrt(Lambda), b, x);
        else qr.SolveTriangle(b, x, qr.Rank());
    }

    /// <summary>Computes the step.</summary>
    /// <param name="qr">The factored matrix, with at least as many rows as columns.</param>
    /// <param name="d">The scale of each unknown, above 0.</param>
    /// <param name="b">Qᵀ times the right side.</param>
    /// <param name="delta">Δ, the radius.</param>
    /// <param name="x">Receives the step.</param>
    /// <returns>‖D x‖.</returns>
    public double Solve(PivotedQr qr, ReadOnlySpan<double> d, ReadOnlySpan<double> b, double delta, Span<double> x)
    {
        int n = qr.Columns, rank = qr.Rank();
        x = x[..n];
        double start = Lambda;
        Lambda = 0;
        qr.SolveTriangle(b, x, rank);
        double length = ScaledLength(d, x), excess = length - delta;
        if (double.IsFinite(length) && excess <= Tenth * delta) return length;

        double low = rank == n && double.IsFinite(length) ? excess / delta / Curvature(qr.Matrix, qr.Rows, qr.Pivots, d, length) : 0;
        double high = GradientLength(qr, d, b) / delta;
        if (high == 0) high = Smallest / Math.Min(delta, Tenth);
        double lambda = Math.Clamp(start, low, Math.Max(low, high));
        if (lambda == 0) lambda = double.IsFinite(length) && length > 0 ? GradientLength(qr, d, b) / length : high * Thousandth;
        for (int step = 1; ; step++)
        {
            if (lambda == 0) lambda = Math.Max(Smallest, Thousandth * high);
            _damped.Solve(qr.Matrix, qr.Rows, qr.Pivots, d, Math.Sqrt(lambda), b, x);
            double before = excess;
            length = ScaledLength(d, x);
            excess = length - delta;
            bool isFlat = low == 0 && excess <= before && before < 0;
            if (Math.Abs(excess) <= Tenth * delta || isFlat || step == MaxSteps) break;
            double correction = excess / delta / Curvature(_damped.S, n, qr.Pivots, d, length);
            if (excess > 0) low = Math.Max(low, lambda);
            else high = Math.Min(high, lambda);
            lambda = Math.Max(low, lambda + correction);
        }
        Lambda = lambda;
        return length;
    }

    private double ScaledLength(ReadOnlySpan<double> d, ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++) _scaled[i] = d[i] * x[i];
        return Householder.Norm(_scaled.AsSpan(0, x.Length));
    }

    /// <summary>Computes ‖S⁻ᵀ Pᵀ D² x‖² / ‖D x‖², which is the slope of ‖D x(λ)‖ but for a factor. D x is in the buffer.</summary>
    private double Curvature(ReadOnlySpan<double> s, int stride, ReadOnlySpan<int> pivots, ReadOnlySpan<double> d, double length)
    {
        var work = _work.AsSpan(0, pivots.Length);
        for (int k = 0; k < work.Length; k++) work[k] = d[pivots[k]] * (_scaled[pivots[k]] / length);
        Triangle.SolveTransposed(s, stride, work);
        double norm = Householder.Norm(work);
        return norm * norm;
    }

    /// <summary>Computes ‖D⁻¹ P Rᵀ b‖.</summary>
    private double GradientLength(PivotedQr qr, ReadOnlySpan<double> d, ReadOnlySpan<double> b)
    {
        var work = _work.AsSpan(0, qr.Columns);
        for (int k = 0; k < work.Length; k++)
        {
            double sum = 0;
            var column = qr.Column(k);
            for (int i = 0; i <= k; i++) sum += column[i] * b[i];
            work[k] = sum / d[qr.Pivots[k]];
        }
        return Householder.Norm(work);
    }
}
