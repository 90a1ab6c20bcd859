using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace Playground.Tabs.Network;

/// <summary>Trains the network of a state, as the C# that the tab shows does.</summary>
public sealed class NetworkTraining
{
    private const int Columns = 3, MostLosses = 240, MostPlaces = 96, StepsPerEntry = 4;

    private readonly Tape? _loss, _objective;
    private readonly Optimizer? _optimizer;
    private readonly Schedule? _schedule;
    private readonly Node[] _parameters;
    private readonly IEnumerator<Dataset>? _batches;
    private readonly ThinnedHistory<(double Training, double? Validation)> _losses = new(MostLosses, StepsPerEntry);
    private readonly ThinnedHistory<double[]> _path = new(MostPlaces, StepsPerEntry);
    private (double, double?)? _measured;       // null after a step

    /// <summary>Draws the points and the weights.</summary>
    public NetworkTraining(NetworkState state)
    {
        State = state;
        var random = new Random(state.Seed);
        Points = NetworkPoints.Create(state, random);
        (Training, Validation) = Split(Points.All, state, random);
        Model = NetworkModel.Create(state, random);
        _parameters = [.. Model.Parameters];
        if (state.Batch != 0) _batches = Batches(new Random(state.Seed + 1)).GetEnumerator();
        if (Training.RowCount == 0) return;
        _loss = RecordLoss(Model, Points.IsSigned);
        _objective = state.Penalty == "none" ? _loss : Tape.Record(Columns, row => Penalised(row), Options);
        _optimizer = OptimizerChoice.Named(state.Optimizer).Create(_parameters, state.Rate);
        if (state.Schedule != "constant") _schedule = ScheduleChoice.Named(state.Schedule).Create(state.Rate, state.Horizon);
        Keep();
    }

    /// <summary>Sums in one order, on any machine.</summary>
    public static TapeOptions Options { get; } = new() { MaxDegreeOfParallelism = 1 };

    public NetworkState State { get; }

    public NetworkPoints Points { get; }

    public Dataset Training { get; }

    /// <summary>The points left out of training; null if there are none.</summary>
    public Dataset? Validation { get; }

    public MLP Model { get; }

    public int Steps { get; private set; }

    /// <summary>Whether there is something to train on, and all numbers are still finite.</summary>
    public bool CanStep => _loss is not null && !HasDiverged;

    /// <summary>Whether a loss is not finite: then there are no more steps.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>The losses of some of the steps so far, without the penalty.</summary>
    public IReadOnlyList<(int Step, (double Training, double? Validation) Entry)> Losses => _losses.Entries;

    /// <summary>The parameters at some of the steps so far.</summary>
    public IReadOnlyList<(int Step, double[] Entry)> Path => _path.Entries;

    /// <summary>Records the loss of a row.</summary>
    public static Tape RecordLoss(MLP model, bool isSigned) => Tape.Record(Columns, row => LossOf(model, row, isSigned), Options);

    /// <summary>The losses over all points, without the penalty. They are computed once after each step, when they are asked for.</summary>
    public (double Training, double? Validation) Measure() => _measured ??= _loss is null
        ? (double.NaN, null)
        : (_loss.Mean(Training.Rows), Validation is null ? null : _loss.Mean(Validation.Rows));

    /// <summary>Takes a step, unless a number is not finite.</summary>
    public void Step()
    {
        if (!CanStep) return;
        if (_schedule is not null) _optimizer!.LearningRate = _schedule.At(Steps);
        _optimizer!.ZeroGrad();
        double loss = _objective!.Backward(NextRows());
        if (!double.IsFinite(loss))
        {
            HasDiverged = true;
            return;
        }
        _optimizer.Step();
        _measured = null;
        Steps++;
        if (_losses.IsDue(Steps) || _path.IsDue(Steps)) Keep();
    }

    private static (Dataset Training, Dataset? Validation) Split(Dataset all, NetworkState state, Random random)
    {
        double fraction = 1 - state.Validation / 100.0;
        int first = (int)Math.Round(fraction * all.RowCount, MidpointRounding.AwayFromZero);
        return first > 0 && first < all.RowCount ? all.Split(fraction, random) : (all, null);
    }

    private static Node LossOf(MLP model, ReadOnlySpan<Node> row, bool isSigned) =>
        Loss.BinaryCrossEntropyWithLogits(model.Forward(row[..2])[0], isSigned ? (row[2] + 1) / 2 : row[2]);

    private Node Penalised(ReadOnlySpan<Node> row) => LossOf(Model, row, Points.IsSigned)
        + State.Strength * (State.Penalty == "l1" ? Loss.L1(_parameters) : Loss.L2(_parameters));

    private IEnumerable<Dataset> Batches(Random order) =>
        Enumerable.Repeat(Training, int.MaxValue).SelectMany(points => points.Batches(State.Batch, order));

    private ReadOnlySpan<double> NextRows()
    {
        if (_batches is null) return Training.Rows;
        _batches.MoveNext();
        return _batches.Current.Rows;
    }

    private void Keep()
    {
        if (_losses.IsDue(Steps)) _losses.Add(Steps, Measure());
        if (_path.IsDue(Steps)) _path.Add(Steps, NetworkModel.Data(_parameters));
    }
}
