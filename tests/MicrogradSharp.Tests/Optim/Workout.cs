using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>A small network with a loss, rows and an optimiser, always the same.</summary>
internal sealed class Workout
{
    public const int Rows = 50;

    public static readonly Dictionary<string, Func<IReadOnlyList<Node>, Optimizer>> Optimizers = new()
    {
        ["sgd"] = p => new Sgd(p, 0.1),
        ["sgd, Nesterov"] = p => new Sgd(p, 0.1, momentum: 0.9, nesterov: true, weightDecay: 1e-3),
        ["adam"] = p => new Adam(p, 0.02, weightDecay: 1e-3),
        ["adamw"] = p => new AdamW(p, 0.02),
        ["rmsprop"] = p => new RmsProp(p, 0.005, momentum: 0.5),
        ["adagrad"] = p => new Adagrad(p, 0.1, learningRateDecay: 0.01),
    };

    public Workout(string optimizer = "adam", bool stopsAtNonFinite = false)
    {
        Model = new MLP(2, [5, 1], new Random(1), Activation.Tanh);
        Tape = Tape.Record(
            3,
            row => Loss.Hinge(Model.Forward(row[..2])[0], row[2]) + 1e-4 * Loss.L2(Model.Parameters),
            new TapeOptions { StopAtNonFinite = stopsAtNonFinite });
        Optimizer = Optimizers[optimizer](Model.Parameters);
    }

    public static Dataset Data { get; } = Circles(Rows, new Random(2));

    public static Dataset Unseen { get; } = Circles(20, new Random(3));

    public MLP Model { get; }

    public Tape Tape { get; }

    public Optimizer Optimizer { get; }

    public List<EpochReport> Steps { get; } = [];

    public double[] Parameters => [.. Model.Parameters.Select(parameter => parameter.Data)];

    public TrainingResult Train(TrainingOptions options, Dataset? data = null) =>
        Trainer.Train(Tape, data ?? Data, Optimizer, options with { Progress = options.Progress ?? new Listener(Steps.Add) });

    public static Dataset With(int row, int column, double number)
    {
        double[] rows = Data.Rows.ToArray();
        rows[row * 3 + column] = number;
        return new Dataset(Data.ColumnNames, rows);
    }

    /// <summary>A disc with the label 1 in the middle of a square with the label -1. Some labels are wrong.</summary>
    private static Dataset Circles(int count, Random random)
    {
        double[] rows = new double[count * 3];
        for (int i = 0; i < count; i++)
        {
            double x0 = 2 * random.NextDouble() - 1, x1 = 2 * random.NextDouble() - 1;
            bool isInside = x0 * x0 + x1 * x1 < 0.5;
            (rows[i * 3], rows[i * 3 + 1], rows[i * 3 + 2]) = (x0, x1, isInside == random.NextDouble() < 0.9 ? 1 : -1);
        }
        return new Dataset(["x0", "x1", "label"], rows);
    }

    /// <summary>Receives each report at once, on the same thread.</summary>
    public sealed class Listener(Action<EpochReport> hear) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => hear(value);
    }
}
