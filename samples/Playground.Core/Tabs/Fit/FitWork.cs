using Formulas;
using MicrogradSharp;
using MicrogradSharp.Fitting;
using MicrogradSharp.Optim;

namespace Playground.Tabs.Fit;

/// <summary>A fit in short steps, so that the page answers between them.</summary>
/// <remarks>
/// A fit that needs more than a few dozen steps goes on in a second one from where the first stopped. The numbers of steps depend on the
/// data alone, not on time, so that the same state always gives the same numbers.
/// </remarks>
public sealed class FitWork
{
    private const int MostIterations = 1000, FirstIterations = 40, FewestIterations = 10, CurvePoints = 160, PointsAtOnce = 4;
    private const double WorkAtOnce = 100_000;      // points · parameters² · steps

    private readonly FitTable _table;
    private readonly FitModel _model;
    private readonly Node[] _parameters;
    private readonly CurveFitOptions _options;
    private readonly double[] _rows, _ys;
    private readonly List<CurvePoint> _curve = [];

    private int _chunk;
    private bool _isStopped;

    /// <exception cref="FitException">The data or the formula is wrong.</exception>
    public FitWork(FitState state)
    {
        _table = FitTable.Parse(state.Data);
        _model = new FitModel(state.Formula, _table);
        Starts = [.. _model.Parameters.Select(state.Starts.Of)];
        _parameters = [.. Starts.Select(start => new Node(start.Start, start.Name))];
        _options = new CurveFitOptions { Sigmas = _table.Sigma is { } sigma ? _table.Column(sigma) : null };
        for (int i = 0; i < Starts.Count; i++)
        {
            if (Starts[i].IsFixed) _options.Fixed.Add(_parameters[i]);
            else if (Starts[i].IsBounded) _options.Bounds.Add(_parameters[i], (Starts[i].Low, Starts[i].High));
        }
        XName = _model.Columns.Count > 0 ? _model.Columns[0] : _table.X;
        string[] columns = _model.Columns.Count > 0 ? [.. _model.Columns] : [_table.X];     // a fit needs a column; a constant has none
        (_rows, _ys, Xs) = (_table.Rows(columns), _table.Column(_table.Y), _table.Column(XName));
        double work = _ys.Length * (double)(Starts.Count * Starts.Count);
        _chunk = (int)Math.Clamp(WorkAtOnce / work, FewestIterations, FirstIterations);
    }

    /// <summary>The parameters of the formula, where they started.</summary>
    public IReadOnlyList<ParameterStart> Starts { get; }

    /// <summary>The column on the axis of the picture, and its numbers.</summary>
    public string XName { get; }

    public IReadOnlyList<double> Xs { get; }

    public string YName => _table.Y;

    public IReadOnlyList<double> Ys => _ys;

    /// <summary>The fit so far; null before the first step.</summary>
    public CurveFitResult? Fit { get; private set; }

    /// <summary>The number of steps of the fit.</summary>
    public int Iterations { get; private set; }

    /// <summary>Why the search ended, once it has.</summary>
    public string Message => _isStopped
        ? $"Stopped after {Text.Count(Iterations, "step")}."
        : Fit!.Message.Replace(Text.Count(Fit.Iterations, "step"), Text.Count(Iterations, "step"), StringComparison.Ordinal);

    /// <summary>The points of the curve that are computed; none if the formula uses several columns.</summary>
    public IReadOnlyList<CurvePoint> Curve => _curve;

    /// <summary>Whether the search has ended.</summary>
    public bool IsFitted { get; private set; }

    public bool IsDone => IsFitted && (_curve.Count > CurvePoints || _model.Columns.Count > 1);

    /// <summary>Does a part of the work. Returns whether there is more.</summary>
    /// <exception cref="FitException">The fit cannot start: a start is wrong, or there are too few rows.</exception>
    public bool Step()
    {
        if (IsFitted) AddToCurve();
        else Iterate();
        return !IsDone;
    }

    /// <summary>Ends the search where it is; what is left is the curve. Does nothing before the first step.</summary>
    public void StopSearch()
    {
        if (Fit is null || IsFitted) return;
        IsFitted = _isStopped = true;
    }

    private void Iterate()
    {
        if (Fit is null) CheckEnough(Starts.Count(start => !start.IsFixed));
        double before = Fit?.Cost ?? double.PositiveInfinity;
        try
        {
            Fit = CurveFit.Run(
                row => _model.Build(row, _parameters), _rows, _ys, _parameters, _options with { MaxIterations = _chunk });
        }
        catch (ArgumentException error)
        {
            throw new FitException(FitPlace.Parameters, Text.Message(error), error);
        }
        catch (NonFiniteException error)
        {
            throw new FitException(FitPlace.Parameters, $"the formula has no finite value at the start: {error.Message}", error);
        }
        Iterations += Fit.Iterations;
        IsFitted = Fit.StopReason != SolverStopReason.IterationLimit || Iterations >= MostIterations;
        if (!(Fit.Cost < before)) _chunk *= 2;      // too few steps to find one that helps
        if (IsFitted) _ = Fit.Correlation;         // computed here instead of while it is drawn
    }

    private void AddToCurve()
    {
        double low = Xs.Min(), high = Xs.Max();
        for (int i = 0; i < PointsAtOnce && _curve.Count <= CurvePoints; i++)
        {
            double x = low + (high - low) * _curve.Count / CurvePoints;
            _curve.Add(new CurvePoint(x, Fit!.Predict(x), Fit.ConfidenceBand(x), _table.Sigma is null ? Fit.PredictionBand(x) : null));
        }
    }

    private void CheckEnough(int free)
    {
        if (free == 0) throw new FitException(FitPlace.Parameters, "expected a parameter to fit, but all are held.");
        if (_table.RowCount >= free) return;
        string came = _table.RowCount == 1 ? "is 1" : FormattableString.Invariant($"are {_table.RowCount}");
        throw new FitException(
            FitPlace.Data, $"expected at least {Text.Count(free, "row")} for {Text.Count(free, "free parameter")}, but there {came}.");
    }
}
