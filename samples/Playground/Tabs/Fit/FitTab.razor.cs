using Formulas;
using MicrogradSharp.Fitting;
using Microsoft.AspNetCore.Components;
using Playground.Charts;
using Playground.Shell;

namespace Playground.Tabs.Fit;

/// <summary>A curve through measurements.</summary>
public sealed partial class FitTab : TabPage<FitState>
{
    private const int CurvePoints = 100;
    private const double Longest = 800;

    private CurveFitResult? _fit;
    private string? _error;
    private IReadOnlyList<Series> _series = [];

    protected override void OnArrived() => Fit();

    private void Type(ChangeEventArgs change)
    {
        Choose(new FitState((string?)change.Value ?? ""));
        Fit();
    }

    private void Fit()
    {
        (_fit, _error) = (null, null);
        try
        {
            _fit = Misra1a.Fit(State.Formula);
            var fit = _fit;
            var xs = Enumerable.Range(0, CurvePoints + 1).Select(i => Longest * i / CurvePoints).ToArray();
            _series =
            [
                new Series("curve, 95 % band", Tone.Orange, [.. xs.Select(x => (x, fit.Predict(x)))])
                {
                    Band = [.. xs.Select(x => (x, fit.PredictionBand(x).Low, fit.PredictionBand(x).High))],
                },
                new Series("measurements", Tone.Blue, [.. Misra1a.Xs.Zip(Misra1a.Ys)]) { IsDots = true },
            ];
        }
        catch (Exception error) when (error is FormulaException or ArgumentException or ArithmeticException)
        {
            _error = error.Message;
        }
    }
}
