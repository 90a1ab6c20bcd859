using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>
/// Computes Levenberg–Marquardt steps within a box: a parameter that is held by its bound does not move; one whose step would cross its
/// bound stops there, and the step of the others is computed again, given that.
/// </summary>
/// <remarks>
/// <para>A parameter stops at a tenth of its value, too, if its step would change its sign: many models have a pole or a mirror image
/// beyond 0. It may cross 0 once it is small beside its largest value so far.</para>
/// <para>Bounds by projection and active sets keep the model in its own units (compare C. Kanzow, N. Yamashita and M. Fukushima,
/// Levenberg–Marquardt methods with strong local convergence properties for solving nonlinear equations with convex constraints, 2004;
/// M. Branch, T. Coleman and Y. Li 1999 scale by the distance to the bounds instead).</para>
/// </remarks>
internal sealed class BoundedStep
{
    private const double SmallShare = 0.1;
    private readonly ParameterBox _box;
    private readonly PivotedQr _qr;
    private readonly TrustRegion _region;
    private readonly bool[] _isPinned;
    private readonly int[] _free;
    private readonly double[] _c, _b, _ones, _solution, _largest;
    private int _freeCount;

    public BoundedStep(StepModel model, ParameterBox box)
    {
        int n = model.Count, most = n - model.LinearCount;
        _box = box;
        (_qr, _region) = (new PivotedQr(most, most), new TrustRegion(most));
        (_isPinned, _free) = (new bool[n], new int[n]);
        (_c, _b, _ones, _solution) = (new double[n], new double[n], new double[n], new double[n]);
        _largest = new double[n];
        Array.Fill(_ones, 1);
    }

    public double Lambda => _region.Lambda;

    /// <summary>Computes the step.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Where the step starts.</param>
    /// <param name="gradient">The gradient of the cost.</param>
    /// <param name="scales">The scale D of each parameter.</param>
    /// <param name="radius">The radius of the trust region.</param>
    /// <param name="step">Receives the step.</param>
    /// <returns>‖D s‖ over the parameters that are not linear.</returns>
    public double Compute(
        StepModel model, ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient, ReadOnlySpan<double> scales, double radius,
        Span<double> step)
    {
        step.Clear();
        model.C.CopyTo(_c);
        for (int j = 0; j < step.Length; j++)
        {
            _isPinned[j] = _box.IsHeld(j, parameters[j], gradient[j]);
            _largest[j] = Math.Max(_largest[j], Math.Abs(parameters[j]));
        }
        do
        {
            Factor(model, scales);
            if (_freeCount == 0) break;
            _region.Solve(_qr, _ones.AsSpan(0, _freeCount), _b, radius, _solution);
            for (int i = 0; i < _freeCount; i++) step[model.Order[_free[i]]] = _solution[i] / scales[model.Order[_free[i]]];
        }
        while (StopAtBounds(model, parameters, step));
        model.CompleteLinear(model.C, step);
        double squares = 0;
        for (int k = model.LinearCount; k < model.Count; k++)
        {
            int j = model.Order[k];
            squares += scales[j] * step[j] * (scales[j] * step[j]);
        }
        return Math.Sqrt(squares);
    }

    /// <summary>Computes a step for another right side with the same damping and the same parameters at rest.</summary>
    public void ComputeAgain(StepModel model, ReadOnlySpan<double> c, ReadOnlySpan<double> scales, Span<double> step)
    {
        step.Clear();
        if (_freeCount > 0)
        {
            for (int i = 0; i < _qr.Rows; i++) _b[i] = -c[model.LinearCount + i];
            _qr.ApplyQTransposed(_b.AsSpan(0, _qr.Rows));
            _region.SolveAgain(_qr, _ones.AsSpan(0, _freeCount), _b, _solution.AsSpan(0, _freeCount));
            for (int i = 0; i < _freeCount; i++) step[model.Order[_free[i]]] = _solution[i] / scales[model.Order[_free[i]]];
        }
        model.CompleteLinear(c, step);
    }

    private void Factor(StepModel model, ReadOnlySpan<double> scales)
    {
        _freeCount = 0;
        for (int k = model.LinearCount; k < model.Count; k++)
        {
            if (!_isPinned[model.Order[k]]) _free[_freeCount++] = k;
        }
        _qr.Reset(model.Count - model.LinearCount, _freeCount);
        for (int i = 0; i < _freeCount; i++)
        {
            var column = _qr.Column(i);
            var source = model.LowerColumn(_free[i]);
            double scale = scales[model.Order[_free[i]]];
            for (int row = 0; row < source.Length; row++) column[row] = source[row] / scale;
            column[source.Length..].Clear();
        }
        _qr.Factor();
        for (int i = 0; i < _qr.Rows; i++) _b[i] = -_c[model.LinearCount + i];
        _qr.ApplyQTransposed(_b.AsSpan(0, _qr.Rows));
    }

    /// <summary>Pins parameters at the bounds that their steps cross, and moves them there in the right side.</summary>
    /// <returns>Whether there are any.</returns>
    private bool StopAtBounds(StepModel model, ReadOnlySpan<double> parameters, Span<double> step)
    {
        bool any = false;
        for (int i = 0; i < _freeCount; i++)
        {
            int j = model.Order[_free[i]];
            double target = parameters[j] + step[j];
            double lower = _box.Lower(j), upper = _box.Upper(j), from = parameters[j];
            if (Math.Abs(from) > SmallShare * _largest[j] && from * target < 0)
            {
                if (from > 0) lower = Math.Max(lower, SmallShare * from);
                else upper = Math.Min(upper, SmallShare * from);
            }
            double bound = target < lower ? lower : target > upper ? upper : double.NaN;
            if (double.IsNaN(bound)) continue;
            (_isPinned[j], any) = (true, true);
            step[j] = bound - parameters[j];
            var column = model.Column(_free[i]);
            for (int row = 0; row < column.Length; row++) _c[row] += column[row] * step[j];
        }
        return any;
    }
}
