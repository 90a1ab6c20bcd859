using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Benchmarks.MicroGpt;

/// <summary>A pass over all documents by Adam, in each of the ways that there are.</summary>
internal sealed class MicroGptTraining
{
    private readonly MicroGptData _data;
    private readonly MicroGptModel _model;
    private readonly Dictionary<int, RetainedDocument> _retained = [];
    private readonly double[] _rows;

    public MicroGptTraining(MicroGptData data, Summation summation)
    {
        _data = data;
        _model = new MicroGptModel(data, summation);
        _rows = [.. data.Documents.SelectMany(Row)];
    }

    private static int Columns => MicroGptModel.Block + 2;

    /// <summary>Builds the loss of a document.</summary>
    public Node Build(int[] tokens) => _model.Build(tokens);

    /// <summary>Records the loss of a row: the number of positions, then the tokens, padded with zeros.</summary>
    /// <param name="threads">The maximum number of threads of a pass.</param>
    public Tape Record(int threads = 1) => Tape.Record(
        Columns, row => _model.Build(row[1..], row[0]), new TapeOptions { MaxDegreeOfParallelism = threads });

    /// <summary>Trains on a document a step, with a new graph each.</summary>
    public void TrainEager() => Train(step =>
    {
        var loss = _model.Build(_data.Documents[step]);
        loss.Backward();
        return loss.Data;
    });

    /// <summary>Trains on a document a step, with one graph for each length.</summary>
    public void TrainRetained() => Train(step =>
    {
        int[] tokens = _data.Documents[step];
        int positions = Math.Min(MicroGptModel.Block, tokens.Length - 1);
        if (!_retained.TryGetValue(positions, out var graph)) _retained.Add(positions, graph = new RetainedDocument(_model, positions));
        return graph.Differentiate(tokens);
    });

    /// <summary>Trains on a document a step, on a tape.</summary>
    public void TrainTape(Tape tape) => Train(step => tape.Backward(_rows.AsSpan(step * Columns, Columns)));

    /// <summary>Trains on batches of documents, on a tape.</summary>
    public void TrainTape(Tape tape, int batch)
    {
        _model.Reset();
        var adam = Optimizer();
        for (int start = 0; start < _rows.Length; start += batch * Columns)
        {
            adam.ZeroGrad();
            tape.Backward(_rows.AsSpan(start, Math.Min(batch * Columns, _rows.Length - start)));
            adam.Step();
        }
    }

    /// <summary>Checks the mean loss of a tape over all documents against the mean of the losses of graphs.</summary>
    public void Check(Tape tape)
    {
        _model.Reset();
        double expected = _data.Documents.Average(tokens => _model.Build(tokens).Data);
        MicroGptData.Check("the mean loss of all documents", tape.Mean(_rows), expected);
    }

    private Adam Optimizer() => new(_model.Parameters, learningRate: 0.01, beta1: 0.85, beta2: 0.99);

    private void Train(Func<int, double> differentiate)
    {
        _model.Reset();
        var adam = Optimizer();
        for (int step = 0; step < _data.Documents.Length; step++)
        {
            adam.ZeroGrad();
            _data.CheckLoss(step, differentiate(step));
            adam.LearningRate = 0.01 * (1 - step / 1000.0);
            adam.Step();
        }
    }

    private static double[] Row(int[] tokens)
    {
        double[] row = new double[Columns];
        row[0] = Math.Min(MicroGptModel.Block, tokens.Length - 1);
        for (int i = 0; i < Math.Min(tokens.Length, MicroGptModel.Block + 1); i++) row[1 + i] = tokens[i];
        return row;
    }
}
