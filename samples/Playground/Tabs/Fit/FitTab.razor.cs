using MicrogradSharp.Fitting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Playground.Charts;
using Playground.Turns;
using Playground.Shell;

namespace Playground.Tabs.Fit;

/// <summary>A formula that is fitted to measurements.</summary>
public sealed partial class FitTab : TabPage<FitState>, IDisposable
{
    private const string Files = "Files";       // what a browser calls the type of files that are dragged

    private int _version;       // of the inputs: they are made anew, so that what was refused in them goes
    private bool _isDragging;
    private FitException? _error;
    private FitWork? _running, _shown;
    private IReadOnlyList<ParameterStart> _starts = [];
    private IReadOnlyList<Series> _curves = [], _residuals = [];
    private IReadOnlyList<Agreement> _agreement = [];

    [Inject]
    private SlicedWork Work { get; set; } = null!;

    [Inject]
    private Announcer Announcer { get; set; } = null!;

    public void Dispose() => Work.Stop();

    protected override void OnArrived()
    {
        _version++;
        Start();
    }

    private static string ErrorOf(FitParameter parameter) =>
        parameter.IsFixed ? "held" : parameter.IsAtBound ? "at its bound" : NumberFormat.Of(parameter.StandardError);

    private string Invalid(FitPlace place) => _error?.Place == place ? "true" : "false";

    private string? ErrorAt(FitPlace place) => _error?.Place == place ? _error.Message : null;

    private void ChooseProblem(string key)
    {
        Go(CertifiedProblem.Find(key) is { } problem ? FitState.Of(problem, 1) : State with { Problem = FitState.Own });
        _version++;
    }

    private void ChooseStart(int start)
    {
        Go(State with { Parameters = State.Certified!.Start(start).ToString() });
        _version++;
    }

    private void TypeFormula(ChangeEventArgs change)
    {
        string formula = ((string?)change.Value ?? "").Trim();
        if (formula.Length <= FitState.LongestFormula) Go(State with { Formula = formula });
        else Refuse(new FitException(FitPlace.Formula, $"the formula: expected at most {FitState.LongestFormula} characters."));
    }

    private void TypeData(ChangeEventArgs change) => TakeData((string?)change.Value ?? "");

    private async Task ReadFile(InputFileChangeEventArgs change)
    {
        _isDragging = false;
        try
        {
            using var reader = new StreamReader(change.File.OpenReadStream(DataText.LongestPasted));
            TakeData(await reader.ReadToEndAsync());
            _version++;
        }
        catch (IOException error)
        {
            Refuse(new FitException(FitPlace.Data, DataText.TooLong, error));
        }
        catch (Exception error) when (error is InvalidOperationException or Microsoft.JSInterop.JSException)
        {
            Refuse(new FitException(FitPlace.Data, "the file could not be read.", error));
        }
    }

    private void TakeData(string pasted)
    {
        try
        {
            string data = DataText.Normalized(pasted);
            if (data != State.Data || _error is not null) Go(State with { Problem = FitState.Own, Data = data });
        }
        catch (FitException error)
        {
            Refuse(error);
        }
    }

    private void TypeStart(ParameterStart start, ChangeEventArgs change) =>
        TypeNumber($"the start of {start.Name}", change, null, number => start with { Start = number });

    private void TypeLow(ParameterStart start, ChangeEventArgs change) =>
        TypeNumber($"the lowest {start.Name}", change, double.NegativeInfinity, number => start with { Low = number });

    private void TypeHigh(ParameterStart start, ChangeEventArgs change) =>
        TypeNumber($"the highest {start.Name}", change, double.PositiveInfinity, number => start with { High = number });

    private void Hold(ParameterStart start, ChangeEventArgs change) => Change(start with { IsFixed = change.Value is true });

    private void TypeNumber(string what, ChangeEventArgs change, double? otherwise, Func<double, ParameterStart> changed)
    {
        string? text = (string?)change.Value;
        if (ParameterStart.Number(text, otherwise) is { } number) Change(changed(number));
        else Refuse(new FitException(FitPlace.Parameters, $"{what}: expected a number, but was {Formulas.Text.Quoted(text ?? "")}."));
    }

    private void Change(ParameterStart start) => Go(State with { Parameters = State.Starts.With(start).ToString() });

    private void Go(FitState state)
    {
        Choose(state);
        Start();
    }

    /// <summary>Shows an error, and nothing else.</summary>
    private void Refuse(FitException error)
    {
        Work.Stop();
        (_running, _shown, _error) = (null, null, error);
    }

    private void Start()
    {
        Work.Stop();
        (_running, _error) = (null, null);
        try
        {
            var work = new FitWork(State);
            _starts = work.Starts;
            _ = Work.Run(() => Step(work), () => Show(work));
        }
        catch (FitException error)
        {
            Refuse(error);
        }
    }

    private bool Step(FitWork work)
    {
        try
        {
            return work.Step();
        }
        catch (FitException error)
        {
            Refuse(error);
            StateHasChanged();
            return false;
        }
    }

    private void Stop() => _running?.StopSearch();

    private void Show(FitWork work)
    {
        _running = work.IsDone || work.IsFitted ? null : work;
        if (work.IsDone) Draw(work);
        StateHasChanged();
    }

    private void Draw(FitWork work)
    {
        var fit = work.Fit!;
        _shown = work;
        (_curves, _residuals) = (FitCurves.Curves(work), FitCurves.Residuals(work));
        _agreement = State.IsCertified ? Agreement.Of(State.Certified!, fit) : [];
        string found = string.Join(", ", fit.Parameters.Select(parameter => $"{parameter.Name} = {NumberFormat.Of(parameter.Estimate)}"));
        Announcer.Say($"{work.Message} {found}");
    }
}
