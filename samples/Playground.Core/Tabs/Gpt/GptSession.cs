namespace Playground.Tabs.Gpt;

/// <summary>Trains, reads and invents in small pieces, so that a page can show each of them.</summary>
/// <remarks>What is invented depends on the state and on the number of steps, not on when the training was paused.</remarks>
public sealed class GptSession
{
    /// <summary>The steps between two readings, and between two rounds of invented names.</summary>
    public const int ReadEvery = 25, InventEvery = 100;

    private readonly HashSet<string> _list;
    private readonly LetterMap _map = new();
    private readonly List<InventedRound> _rounds = [];
    private GptState _state;
    private Reading? _reading;              // what is being read
    private InventingRound? _inventing;     // what is being invented
    private int _target;

    /// <summary>Begins with parameters that are not trained.</summary>
    public GptSession(GptState state)
    {
        _state = state;
        List = state.Names.Length == 0 ? NameList.Elements : NameList.Parse(state.Names);
        Training = new GptTraining(List.Names, state.Seed, state.IsBigram);
        _list = [.. List.Names];
        Read();
        Invent();
    }

    public NameList List { get; }

    public GptTraining Training { get; }

    /// <summary>The number of steps taken.</summary>
    public int Steps => Training.Losses.Count;

    public bool IsTraining => Steps < _target;

    /// <summary>The last reading that is complete.</summary>
    public Reading? Reading { get; private set; }

    /// <summary>The place of each letter, as of the last reading.</summary>
    public IReadOnlyList<(double X, double Y)> Places { get; private set; } = [];

    /// <summary>The rounds of invented names, the last one first. Another list is another content.</summary>
    public IReadOnlyList<InventedRound> Rounds { get; private set; } = [];

    /// <summary>The letters of the name to be shown that are not in the list. While there are any, the first name is read.</summary>
    public IEnumerable<string> UnknownLetters => Training.Alphabet.Unknown(_state.Shown).Distinct();

    /// <summary>Lets <see cref="Work" /> train up to a number of steps.</summary>
    public void TrainTo(int steps) => _target = Math.Clamp(steps, Steps, GptTraining.MaxSteps);

    /// <summary>Ends the training here, and reads and invents with what it has learnt.</summary>
    public void Pause()
    {
        _target = Steps;
        Read();
        Invent();
    }

    /// <summary>Changes what is read and how names are invented; the model stays.</summary>
    public void Change(GptState state)
    {
        bool isRead = state.Shown != _state.Shown, isInvented = !state.Temperature.Equals(_state.Temperature);
        _state = state;
        if (isRead) Read();
        if (isInvented) Invent();
    }

    /// <summary>Does a small piece of work. Returns whether there is more.</summary>
    public bool Work()
    {
        if (_reading is not null) GoOnReading(_reading);
        else if (_inventing is not null) GoOnInventing(_inventing);
        else if (IsTraining) Train();
        return _reading is not null || _inventing is not null || IsTraining;
    }

    private void Train()
    {
        Training.Step();
        if (Steps % ReadEvery == 0 || !IsTraining) Read();
        if (Steps % InventEvery == 0 || !IsTraining) Invent();
    }

    private void Read() =>
        _reading = new Reading(Training, _state.Shown.Length == 0 || UnknownLetters.Any() ? List.Names[0] : _state.Shown);

    private void Invent() => _inventing = new InventingRound(Training, _state.Temperature, _state.Seed + Steps);

    private void GoOnReading(Reading reading)
    {
        if (reading.Step()) return;
        Reading = reading;
        Places = _map.Places(Training);
        _reading = null;
    }

    private void GoOnInventing(InventingRound inventing)
    {
        if (inventing.Step()) return;
        // a round after a pause goes when the training has gone on: a link to a later step does not have it
        _rounds.RemoveAll(round => round.Steps == Steps || round.Steps % InventEvery != 0);
        _rounds.Add(inventing.Round(_list));
        Rounds = [.. Enumerable.Reverse(_rounds)];
        _inventing = null;
    }
}
