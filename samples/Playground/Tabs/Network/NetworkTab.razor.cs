using Microsoft.AspNetCore.Components;
using Playground.Charts;
using Playground.Frames;
using Playground.Shell;

namespace Playground.Tabs.Network;

/// <summary>A network that learns points of the plane.</summary>
public sealed partial class NetworkTab : TabPage<NetworkState>, IDisposable
{
    private const int Most = 1000, Side = 64;
    private const double Reach = 2.2;

    private NetworkTraining _training = new("moons", 1);
    private double[] _map = [];
    private IReadOnlyList<(double, double, Tone)> _dots = [];
    private IReadOnlyList<Series> _curves = [];
    private (double X, double Y) _middle;

    [Inject]
    private SlicedWork Work { get; set; } = null!;

    public void Dispose() => Work.Stop();

    protected override void OnArrived()
    {
        Work.Stop();
        _training = new NetworkTraining(State.Dataset, State.Seed);
        var data = _training.Data;
        _middle = (data.Column(0).Average(), data.Column(1).Average());
        _dots = [.. Enumerable.Range(0, data.RowCount).Select(i => (
            (data[i, 0] - _middle.X) / Reach, (data[i, 1] - _middle.Y) / Reach, data[i, 2] > 0 ? Tone.Orange : Tone.Blue))];
        Draw();
        if (State.Steps > 0) _ = Train(State.Steps);
    }

    private void Start(NetworkState state)
    {
        Choose(state);
        OnArrived();
    }

    private Task Train(int steps) => Work.Run(
        () =>
        {
            _training.Step();
            return _training.Losses.Count < steps;
        },
        Show);

    private void Pause()
    {
        Work.Stop();
        Show();
    }

    private void Show()
    {
        Draw();
        Move(State with { Steps = _training.Losses.Count });
        StateHasChanged();
    }

    private void Draw()
    {
        _map = _training.Probabilities(Side, Reach, _middle);
        _curves = [new Series("loss", Tone.Blue, [.. _training.Losses.Select((loss, step) => ((double)step, loss))])];
    }
}
