using Microsoft.AspNetCore.Components;
using Playground.Charts;
using Playground.Turns;
using Playground.Shell;

namespace Playground.Tabs.Gpt;

/// <summary>A GPT that learns names while one looks on.</summary>
public sealed partial class GptTab : TabPage<GptState>, IDisposable
{
    private const string Last = "last";

    private GptSession _session = null!;
    private IReadOnlyList<Series> _curves = [];
    private string _draft = "", _problem = "", _cut = "";
    private bool _isToBeSaid;       // that the training has come to its end

    [Inject]
    private SlicedWork Work { get; set; } = null!;

    [Inject]
    private Announcer Announcer { get; set; } = null!;

    private double? LastLoss => _session.Steps == 0 ? null : _session.Training.Losses[^1];

    private string LossLabel => $"The loss over {_session.Steps} steps; a table of pairs has {NumberFormat.Of(_session.Training.PairLoss)}";

    private string Unknown => string.Join(' ', _session.UnknownLetters) is { Length: > 0 } letters
        ? $"The list does not have {letters}. It reads {_session.List.Names[0]} instead."
        : "";

    public void Dispose() => Work.Stop();

    protected override void OnArrived()
    {
        _session = new GptSession(State);
        _draft = string.Join('\n', _session.List.Names);
        (_problem, _cut) = ("", "");
        TrainTo(State.Steps);
    }

    private void Start(GptState state)
    {
        Choose(state);
        OnArrived();
    }

    private void TrainTo(int steps)
    {
        _session.TrainTo(steps);
        _isToBeSaid = _session.IsTraining;
        Go();
    }

    private void Pause()
    {
        _session.Pause();
        Move(State with { Steps = _session.Steps });
        _isToBeSaid = true;
        Go();
    }

    private void Go()
    {
        Draw();
        _ = Work.Run(_session.Work, Show);
    }

    private void Show()
    {
        if (_session.Steps > State.Steps) Move(State with { Steps = _session.Steps });     // less while the steps of a link are taken
        if (_isToBeSaid && !Work.IsRunning)
        {
            _isToBeSaid = false;
            Announcer.Say($"{_session.Steps} steps, loss {(LastLoss is { } loss ? NumberFormat.Of(loss) : "not known yet")}");
        }
        Draw();
        StateHasChanged();
    }

    private void Draw()
    {
        var training = _session.Training;
        IReadOnlyList<(double, double)> Level(double loss) => [(0, loss), (GptTraining.MaxSteps, loss)];
        _curves =
        [
            new Series("any letter, by chance", Tone.Violet, Level(Math.Log(training.Alphabet.Tokens))),
            new Series("counting pairs", Tone.Orange, Level(training.PairLoss)),
            new Series(State.IsBigram ? "the last letter" : "GPT", Tone.Blue, LossCurve.Of(training.Losses)),
        ];
    }

    private void ChangeSeed(int seed)
    {
        if (seed is >= 0 and <= 999_999) Start(State with { Seed = seed, Steps = 0 });
    }

    private void ChangeTemperature(double temperature)
    {
        Move(State with { Temperature = temperature });
        Change();
    }

    private void ChangeShown(ChangeEventArgs change)
    {
        Move(State with { Shown = (string?)change.Value ?? "" });
        Change();
    }

    private void ChangeHead(int head)
    {
        Choose(State with { Head = head });
        StateHasChanged();      // the click was in another component
    }

    private void Change()
    {
        _session.Change(State);
        Go();
    }

    private void ChangeDraft(ChangeEventArgs change) => _draft = (string?)change.Value ?? "";

    private void Learn()
    {
        try
        {
            var list = NameList.Parse(_draft);
            Start(State with { Names = list.Text == NameList.Elements.Text ? "" : list.Text, Steps = 0, Shown = "" });
            _cut = list.Cut;
            Announcer.Say($"{list.Names.Count} names. {list.Cut}");
        }
        catch (FormatException error)
        {
            (_problem, _cut) = (error.Message, "");
        }
    }

    private void LearnElements() => Start(State with { Names = "", Steps = 0, Shown = "" });
}
