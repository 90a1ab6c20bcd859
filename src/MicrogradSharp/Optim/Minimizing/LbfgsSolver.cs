using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// L-BFGS-B. Without bounds, the direction is that of the two-loop recursion; with bounds, it leads to the minimum of the model over the
/// variables that are free at the Cauchy point.
/// </summary>
internal sealed class LbfgsSolver
{
    private const double LongestStep = 1e10;        // without bounds, as a multiple of the direction
    private const double MostReach = 1e298;

    private readonly Minimization _run;
    private readonly LineSearch _search;
    private readonly CorrectionPairs _pairs;
    private readonly double[] _direction;
    private bool _isUnlimited;                      // whether no bound makes the longest step shorter
    private double _reach = 1;                      // a multiple of the first step: grows while the function falls at the longest step
    private readonly CompactForm? _form;            // null without bounds
    private readonly CauchyPoint? _cauchy;
    private readonly SubspaceMinimum? _minimum;

    public LbfgsSolver(Minimization run)
    {
        int memory = run.Options.Memory;
        CheckMemory(run.Options, run.Count, run.Box.IsBounded);
        _run = run;
        _search = new LineSearch(run);
        _pairs = new CorrectionPairs(memory, run.Count);
        _direction = new double[run.Count];
        if (run.Options.ResumeFrom is { } checkpoint) _reach = LbfgsCheckpoint.Restore(checkpoint, _pairs, run.Options);
        if (!run.Box.IsBounded) return;
        _form = new CompactForm(_pairs, memory);
        _cauchy = new CauchyPoint(run.Box, _form, run.Count, memory);
        _minimum = new SubspaceMinimum(run.Box, _form, run.Count, memory);
    }

    /// <summary>Why the solver stopped, after the last of the trials.</summary>
    public SolverStopReason Reason { get; private set; }

    /// <summary>
    /// The points to evaluate, one after another: who asks for the next has called <see cref="Minimization.Take"/> for the last. So the
    /// function may be computed here or elsewhere, and the arithmetic is the same.
    /// </summary>
    public IEnumerable<Iterate> Trials()
    {
        var writer = new CheckpointWriter(_run, () => LbfgsCheckpoint.Take(_run, _pairs, _reach));
        SolverStopReason? reason = null;
        while ((reason ??= _run.ReasonToStop()) is null)
        {
            if (!TryFindDirection(out double slope))
            {
                if (_pairs.Count == 0) reason = double.IsFinite(slope) ? SolverStopReason.NoProgress : SolverStopReason.NonFinite;
                _pairs.Clear();
                continue;
            }
            BeginSearch(slope);
            LineSearchState state;
            while ((state = _search.Propose()) == LineSearchState.Searching)
            {
                if (!_run.TryBegin())
                {
                    state = LineSearchState.LimitReached;
                    break;
                }
                yield return _run.Trial;
                if ((state = _search.Advance()) != LineSearchState.Searching) break;
            }
            reason = Finish(state, slope);
        }
        Reason = reason.GetValueOrDefault();
        writer.WriteLast();
    }

    /// <summary>Takes the result of a line search: a better point, or none.</summary>
    /// <returns>The reason to stop, or null.</returns>
    private SolverStopReason? Finish(LineSearchState state, double slope)
    {
        if (state == LineSearchState.LimitReached) return SolverStopReason.EvaluationLimit;
        bool isBetter = state is LineSearchState.Found or LineSearchState.AtLargestStep or LineSearchState.Flat
            || (state == LineSearchState.Stuck && _run.Trial.Value < _run.Current.Value);
        bool isFar = state == LineSearchState.AtLargestStep && _isUnlimited && !_search.HasSteppedBack;
        if (isFar) _reach = Math.Min(_reach * LongestStep, MostReach);
        else if (!_search.HasSteppedBack) _reach = 1;
        if (isBetter)
        {
            _pairs.Add(_run.Current, _run.Trial);
            return _run.Accept(predicted: -slope / 2);
        }
        if (_pairs.Count == 0) return state == LineSearchState.NonFinite ? SolverStopReason.NonFinite : SolverStopReason.NoProgress;
        if (_run.IsBelowRounding(-slope / 2)) return SolverStopReason.CostConverged;
        _pairs.Clear();
        _run.Settle();
        return null;
    }

    private static void CheckMemory(MinimizeOptions options, int variables, bool isBounded)
    {
        long memory = options.Memory, vectors = (memory + 1) * variables, matrix = isBounded ? memory * memory : 0;
        if (Math.Max(2 * vectors, 4 * matrix) <= Array.MaxLength) return;
        throw new ArgumentException(
            $"Memory must be smaller for {NumberText.Count(variables, "variable")}, but was {NumberText.Whole(memory)}.", nameof(options));
    }

    private void BeginSearch(double slope)
    {
        bool isFirst = _pairs.Count == 0;
        double longest = LongestStep * _reach, max = Math.Min(longest, _run.Box.LargestStep(_run.Current.X, _direction));
        _isUnlimited = max == longest;
        if (_run.Box.IsBounded) max = Math.Max(max, 1);     // the whole direction ends within the bounds, up to rounding
        double size = Math.Max(1, TensorPrimitives.Norm<double>(_run.Current.X));
        double first = isFirst ? Math.Min(1, size / TensorPrimitives.Norm<double>(_direction)) : 1;
        _search.Begin(_direction, slope, first * _reach, max);
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
