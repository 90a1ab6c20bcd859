using System.Globalization;
using Microsoft.AspNetCore.Components;
using Playground.Charts;
using Playground.Turns;
using Playground.Shell;

namespace Playground.Tabs.Network;

/// <summary>A network that learns points of the plane.</summary>
public sealed partial class NetworkTab : TabPage<NetworkState>, IDisposable
{
    private const int MillisecondsPerPicture = 150, PicturesPerCurve = 3, MillisecondsPerAddress = 1000, MillisecondsPerSentence = 15_000;

    private NetworkTraining _training = null!;
    private NeuronMaps _maps = null!;
    private NetworkLayout _layout = null!;
    private IReadOnlyList<HiddenLayer> _hidden = [];
    private IReadOnlyList<(string Css, string Path)> _dots = [];
    private NetworkNumbers? _numbers;
    private NetworkDiagram? _diagram;
    private PlaneMap? _plane;
    private NetworkCurves? _curves;
    private bool _isTraining, _isPicturing;
    private int _target, _pictures, _part;
    private int? _shown, _chosen;
    private long _lastPicture, _lastAddress, _lastSentence;

    [Inject]
    private SlicedWork Work { get; set; } = null!;

    [Inject]
    private Announcer Announcer { get; set; } = null!;

    private string PlaneLabel => _shown is { } neuron
        ? $"What {NetworkDiagram.Name(_hidden, neuron)} answers at each place of the plane"
        : "What the network answers at each place of the plane";

    private bool CanStep => _training.CanStep && _training.Steps < NetworkState.MostSteps;

    private IEnumerable<(string Value, string Title)> BatchOptions =>
        Numbers(NetworkState.Batches.Select(size => (double)size), State.Batch)
            .Select(size => (size.Value, size.Value == "0" ? "all points" : size.Title));

    public void Dispose() => Work.Stop();

    protected override void OnArrived()
    {
        _note = _csvError = _importError = null;
        Prepare();
        if (State.Steps > 0 && _training.CanStep) Train(State.Steps);
        else Rest();
    }

    private static string Pressed(bool isPressed) => isPressed ? "true" : "false";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // a link may hold a number that is not in the list
    private static IEnumerable<(string Value, string Title)> Numbers(IEnumerable<double> offered, double chosen) =>
        offered.Append(chosen).Distinct().Order().Select(number => (NumberFormat.Exact(number), NumberFormat.Exact(number)));

    /// <summary>Makes everything for the state, before its first step.</summary>
    private void Prepare()
    {
        Work.Stop();
        _isTraining = false;
        _shown = _chosen = null;
        _slice = null;
        _hidden = HiddenLayer.Parse(State.Layers)!;
        _training = new NetworkTraining(State);
        _maps = new NeuronMaps(_training);
        _layout = new NetworkLayout(_training.Model);
        _dots = DotPaths.Of(_training);
    }

    /// <summary>Starts with another state; a training that runs goes on with it.</summary>
    private void Restart(NetworkState state)
    {
        bool wasTraining = _isTraining;
        Choose(state with { Steps = 0 });
        Prepare();
        if (wasTraining && CanStep) Train(NetworkState.MostSteps);
        else Rest();
        StateHasChanged();      // the choice may come from a component within
    }

    private void TrainOrPause()
    {
        if (!_isTraining)
        {
            Train(NetworkState.MostSteps);
            return;
        }
        Work.Stop();
        Rest();
        Say("Paused at");
    }

    private void StepOnce()
    {
        _training.Step();
        Rest();
        Say("At");
    }

    private void Reset()
    {
        Choose(State with { Steps = 0 });
        Prepare();
        Rest();
        Say("Reset:");
    }

    private void Train(int target)
    {
        DropUnfinishedSlice();
        _target = target;
        _isTraining = true;
        _isPicturing = false;
        _lastSentence = _lastAddress = Environment.TickCount64;
        _ = Work.Run(Advance, Show);
    }

    private bool Advance()
    {
        if (_isPicturing && _maps.IsComputing)
        {
            _maps.ComputePiece();
            return true;
        }
        _training.Step();
        return _training.CanStep && _training.Steps < _target;
    }

    private void Show()
    {
        if (!Work.IsRunning)
        {
            Rest();
            Say(_training.HasDiverged ? "Stopped at" : "Done at");
            return;
        }
        long now = Environment.TickCount64;
        if (_isPicturing && !_maps.IsComputing)
        {
            ShowNextPart();
        }
        else if (!_isPicturing && now - _lastPicture >= MillisecondsPerPicture)
        {
            _lastPicture = now;
            _isPicturing = true;
            _part = 0;
            _maps.Begin();
        }
        if (now - _lastAddress >= MillisecondsPerAddress)
        {
            _lastAddress = now;
            Move(State with { Steps = _training.Steps });
        }
        if (now - _lastSentence >= MillisecondsPerSentence)
        {
            _lastSentence = now;
            Say("At");
        }
    }

    /// <summary>Shows where the training stands, and remembers it.</summary>
    private void Rest()
    {
        DropUnfinishedSlice();
        _isTraining = false;
        Move(State with { Steps = _training.Steps });
        _maps.Begin();
        _ = Work.Run(
            () =>
            {
                _maps.ComputePiece();
                return _maps.IsComputing;
            },
            () =>
            {
                if (!Work.IsRunning) Picture();
            });
        StateHasChanged();
    }

    /// <summary>Shows one part of the picture in each frame, so that none takes long.</summary>
    private void ShowNextPart()
    {
        switch (_part++)
        {
            case 0:
                _numbers?.Refresh();
                _plane?.Show(_maps.Levels(_shown));
                break;
            case 1:
                _diagram?.Refresh();
                break;
            default:
                if (++_pictures % PicturesPerCurve == 0) _curves?.Refresh();
                _isPicturing = false;
                break;
        }
    }

    private void Picture()
    {
        _numbers?.Refresh();
        _diagram?.Refresh();
        _plane?.Show(_maps.Levels(_shown));
        _curves?.Refresh();
    }

    private void Look(int? neuron)
    {
        _shown = neuron ?? _chosen;
        if (!_maps.IsComputing) _plane?.Show(_maps.Levels(_shown));
        StateHasChanged();
    }

    private void Pick(int neuron)
    {
        _chosen = _chosen == neuron ? null : neuron;
        Look(_chosen);
    }

    private void Say(string where)
    {
        if (_training.Training.RowCount == 0) return;
        var (training, validation) = _training.Measure();
        string other = validation is { } loss ? $", validation loss {LossText.Of(loss)}" : "";
        Announcer.Say($"{where} step {_training.Steps}, training loss {LossText.Of(training)}{other}");
    }

    private void ChooseSeed(int seed)
    {
        if (seed is >= 0 and <= 999_999) Restart(State with { Seed = seed });
    }

    private void Resize(int layer, int by) => Relayer(_hidden.Select((one, i) => i == layer ? one with { Size = one.Size + by } : one));

    private void Activate(int layer, string name) =>
        Relayer(_hidden.Select((one, i) => i == layer ? one with { Activation = MicrogradSharp.Nn.Activation.FromName(name) } : one));

    private void AddLayer() =>
        Relayer(_hidden.Append(_hidden.Count > 0 ? _hidden[^1] : new HiddenLayer(8, MicrogradSharp.Nn.Activation.Tanh)));

    private void RemoveLayer() => Relayer(_hidden.SkipLast(1));

    // weights from a file fit only the layers of the file
    private void Relayer(IEnumerable<HiddenLayer> hidden) => Restart(State with { Layers = HiddenLayer.Format([.. hidden]), Weights = "" });
}
