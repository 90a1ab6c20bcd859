using System.Diagnostics;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Benchmarks.Training;

/// <summary>Trains a 2-16-16-1 tanh network to tell two spirals apart: 500 rows in batches of 32, with Adam.</summary>
internal sealed class SpiralsTraining
{
    public const int Epochs = 100;
    private const int BatchSize = 32;
    private const int Rows = 500;
    private const int Columns = 3;
    private const double LearningRate = 0.01;

    private readonly MLP _model = new(2, [16, 16, 1], new Random(1337), Activation.Tanh);
    private readonly double[] _first;
    private readonly Dataset _dataset;
    private readonly Tape _loss, _score;
    private readonly double[] _scores = new double[Rows];

    public SpiralsTraining()
    {
        _first = [.. _model.Parameters.Select(parameter => parameter.Data)];
        _dataset = Dataset.Spirals(Rows, noise: 0, new Random(7));
        var oneThread = new TapeOptions { MaxDegreeOfParallelism = 1 };
        _loss = Tape.Record(Columns, row => Loss.BinaryCrossEntropyWithLogits(_model.Forward(row[..2])[0], (row[2] + 1) / 2), oneThread);
        _score = Tape.Record(Columns, row => _model.Forward(row[..2])[0], oneThread);
    }

    /// <summary>Trains with a hand-written loop on the tape. The rows are already in random order.</summary>
    public double TrainBare()
    {
        var optimizer = Start();
        double loss = 0;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            for (int first = 0; first < Rows; first += BatchSize)
            {
                var rows = _dataset.Rows[(first * Columns)..(Math.Min(first + BatchSize, Rows) * Columns)];
                optimizer.ZeroGrad();
                loss = _loss.Backward(rows);
                optimizer.Step();
            }
        }
        return loss;
    }

    /// <summary>Trains for the same number of epochs with the trainer.</summary>
    public double Train(TrainingOptions options) =>
        Trainer.Train(_loss, _dataset, Start(), options with { Epochs = Epochs, BatchSize = BatchSize }).Loss;

    /// <summary>Trains until every row is classified correctly, and checks that after every ten epochs.</summary>
    /// <returns>The number of epochs, and the time.</returns>
    /// <exception cref="InvalidOperationException">Some rows are still wrong after 10,000 epochs.</exception>
    public (int Epochs, TimeSpan Time) TrainToTheEnd(int seed)
    {
        const int most = 10_000, between = 10;
        long start = Stopwatch.GetTimestamp();
        var optimizer = Start();
        for (int epochs = between; epochs <= most; epochs += between)
        {
            var options = new TrainingOptions { Epochs = between, BatchSize = BatchSize, ShuffleSeed = seed + epochs };
            Trainer.Train(_loss, _dataset, optimizer, options);
            if (AllRight()) return (epochs, Stopwatch.GetElapsedTime(start));
        }
        throw new InvalidOperationException($"all {Rows} rows must be right after {most} epochs at most, but are not.");
    }

    private Adam Start()
    {
        for (int i = 0; i < _first.Length; i++) _model.Parameters[i].Data = _first[i];
        return new Adam(_model.Parameters, LearningRate);
    }

    private bool AllRight()
    {
        _score.Evaluate(_dataset.Rows, _scores);
        for (int row = 0; row < Rows; row++)
        {
            if (_scores[row] > 0 != (_dataset[row, 2] == 1)) return false;
        }
        return true;
    }
}
