using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// L-BFGS-B. Without bounds, the direction is that of the two-loop recursion; with bounds, it leads to the minimum of the model over the
/// variables that are free at the Cauchy point.
/// </summary>
internal sealed class LbfgsSolver
{
    private const double LongestStep = 1e10;        // without bounds, as a multiple of the direction

    private readonly Minimization _run;
    private readonly LineSearch _search;
    private readonly CorrectionPairs _pairs;
    private readonly double[] _direction;
    private readonly CompactForm? _form;            // null without bounds
    private readonly CauchyPoint? _cauchy;
    private readonly SubspaceMinimum? _minimum;

    public LbfgsSolver(Minimization run)
    {
        int memory = run.Options.Memory;
        _run = run;
        _search = new LineSearch(run);
        _pairs = new CorrectionPairs(memory, run.Count);
        _direction = new double[run.Count];
        if (!run.Box.IsBounded) return;
        _form = new CompactForm(_pairs, memory);
        _cauchy = new CauchyPoint(run.Box, _form, run.Count, memory);
        _minimum = new SubspaceMinimum(run.Box, _form, run.Count, memory);
    }

    public SolverStopReason Run()
    {
        while (true)
        {
            if (_run.ReasonToStop() is { } done) return done;
            if (!TryFindDirection(out double slope))
            {
                if (_pairs.Count == 0) return SolverStopReason.NoProgress;
                _pairs.Clear();
                continue;
            }
            var state = Search(slope);
            if (state == LineSearchState.LimitReached) return SolverStopReason.EvaluationLimit;
            bool isBetter = state is LineSearchState.Found or LineSearchState.AtLargestStep or LineSearchState.Flat
                || (state == LineSearchState.Stuck && _run.Trial.Value < _run.Current.Value);
            if (isBetter)
            {
                _pairs.Add(_run.Current, _run.Trial);
                if (_run.Accept(predicted: -slope / 2) is { } reason) return reason;
                continue;
            }
            if (_pairs.Count == 0) return state == LineSearchState.NonFinite ? SolverStopReason.NonFinite : SolverStopReason.NoProgress;
            if (_run.IsBelowRounding(-slope / 2)) return SolverStopReason.CostConverged;
            _pairs.Clear();
        }
    }

    private LineSearchState Search(double slope)
    {
        bool isFirst = _pairs.Count == 0;
        double max = Math.Min(LongestStep, _run.Box.LargestStep(_run.Current.X, _direction));
        if (_run.Box.IsBounded) max = Math.Max(max, 1);     // the whole direction ends within the bounds, up to rounding
        double size = Math.Max(1, TensorPrimitives.Norm<double>(_run.Current.X));
        double first = isFirst ? Math.Min(1, size / TensorPrimitives.Norm<double>(_direction)) : 1;
        return _search.Run(_direction, slope, first, max);
    }

    /// <summary>Computes the direction and its slope; false if it does not lead downhill.</summary>
    private bool TryFindDirection(out double slope)
    {
        slope = double.NaN;
        var current = _run.Current;
        if (_form is null)
        {
            _pairs.Direction(current.Gradient, _direction);
        }
        else
        {
            if (!_form.TryUpdate()) return false;
            _cauchy!.Find(current.X, current.Gradient);
            if (!_minimum!.TryFind(current, _cauchy, _direction)) return false;
        }
        slope = TensorPrimitives.Dot<double>(_direction, current.Gradient);
        return slope < 0 && double.IsFinite(slope);
    }
}
