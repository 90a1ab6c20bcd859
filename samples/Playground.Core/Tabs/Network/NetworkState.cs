using Playground.Addresses;

namespace Playground.Tabs.Network;

/// <summary>The state of the tab Network.</summary>
public sealed record NetworkState : ITabState<NetworkState>
{
    public const int MostSteps = 1_000_000;

    /// <summary>Points that are drawn or pasted.</summary>
    public const string OwnName = "own";

    private const int LongestWeights = 8000, LongestPoints = 12_000;

    public static NetworkState Default { get; } = new();

    public static IReadOnlyList<string> Datasets { get; } = ["moons", "circles", "spirals", "blobs", "xor", OwnName];

    public static IReadOnlyList<double> Rates { get; } = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];

    public static IReadOnlyList<int> Batches { get; } = [0, 1, 8, 16, 32, 64];

    public static IReadOnlyList<string> Penalties { get; } = ["none", "l1", "l2"];

    /// <summary>The name of the points.</summary>
    public string Dataset { get; init; } = "moons";

    /// <summary>The number of points, those for validation included.</summary>
    public int Count { get; init; } = 250;

    /// <summary>The standard deviation of the noise in both coordinates.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>The points that are drawn or pasted, as <see cref="OwnPoints" /> writes them.</summary>
    public string Own { get; init; } = "";

    /// <summary>The part of the points that is left out of training, in percent.</summary>
    public int Validation { get; init; } = 20;

    /// <summary>The seed of the points and of the first weights.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The hidden layers, as <see cref="HiddenLayer" /> writes them.</summary>
    public string Layers { get; init; } = "8.tanh,8.tanh";

    /// <summary>The first weights, as <see cref="NetworkModel" /> writes them; empty for random ones.</summary>
    public string Weights { get; init; } = "";

    /// <summary>The name of an <see cref="OptimizerChoice" />.</summary>
    public string Optimizer { get; init; } = "adam";

    /// <summary>The learning rate; a schedule starts with it.</summary>
    public double Rate { get; init; } = 0.01;

    /// <summary>The name of a <see cref="ScheduleChoice" />.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>The number of steps that a schedule is made for.</summary>
    public int Horizon { get; init; } = 2000;

    /// <summary>The number of rows in a batch; 0 for all.</summary>
    public int Batch { get; init; }

    /// <summary>The penalty on the parameters: none, l1 or l2.</summary>
    public string Penalty { get; init; } = "none";

    /// <summary>The factor of the penalty.</summary>
    public double Strength { get; init; } = 0.001;

    /// <summary>The number of steps trained.</summary>
    public int Steps { get; init; }

    public static NetworkState Parse(Fields fields)
    {
        var hidden = HiddenLayer.Parse(fields.Text("layers", Default.Layers)) ?? HiddenLayer.Parse(Default.Layers)!;
        string weights = fields.Text("w", "", LongestWeights), points = fields.Text("points", "", LongestPoints);
        return new NetworkState
        {
            Dataset = fields.Choice("data", Default.Dataset, Datasets),
            Count = fields.WholeNumber("n", Default.Count, 10, 1000),
            Noise = fields.Number("noise", Default.Noise, 0, 0.5),
            Own = OwnPoints.Parse(points) is { Count: > 0 } own ? own.ToString() : "",
            Validation = fields.WholeNumber("val", Default.Validation, 0, 50),
            Seed = fields.WholeNumber("seed", Default.Seed, 0, 999_999),
            Layers = HiddenLayer.Format(hidden),
            Weights = NetworkModel.ParseWeights(weights, hidden) is null ? "" : weights,
            Optimizer = fields.Choice("opt", Default.Optimizer, OptimizerChoice.All.Select(choice => choice.Name)),
            Rate = fields.Number("rate", Default.Rate, 1e-6, 10),
            Schedule = fields.Choice("schedule", Default.Schedule, ScheduleChoice.All.Select(choice => choice.Name)),
            Horizon = fields.WholeNumber("over", Default.Horizon, 100, MostSteps),
            Batch = fields.WholeNumber("batch", Default.Batch, 0, 1000),
            Penalty = fields.Choice("penalty", Default.Penalty, Penalties),
            Strength = fields.Number("strength", Default.Strength, 0, 1),
            Steps = fields.WholeNumber("steps", Default.Steps, 0, MostSteps),
        };
    }

    public Fields Format() => Fields.Empty
        .With("data", Dataset, Default.Dataset)
        .With("n", Count, Default.Count)
        .With("noise", Noise, Default.Noise)
        .With("val", Validation, Default.Validation)
        .With("seed", Seed, Default.Seed)
        .With("layers", Layers, Default.Layers)
        .With("opt", Optimizer, Default.Optimizer)
        .With("rate", Rate, Default.Rate)
        .With("schedule", Schedule, Default.Schedule)
        .With("over", Horizon, Default.Horizon)
        .With("batch", Batch, Default.Batch)
        .With("penalty", Penalty, Default.Penalty)
        .With("strength", Strength, Default.Strength)
        .With("steps", Steps, Default.Steps)
        .With("w", Weights, "")
        .With("points", Own, "");
}
