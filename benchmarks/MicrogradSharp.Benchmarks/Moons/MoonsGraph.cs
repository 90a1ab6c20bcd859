using MicrogradSharp.Nn;
using Moons;

namespace MicrogradSharp.Benchmarks.Moons;

/// <summary>The moons demo with nodes: the sample's loss, and a training step on a new graph, a retained one, or a tape.</summary>
internal sealed class MoonsGraph
{
    private readonly MLP _model;
    private readonly DemoLoss _loss;
    private readonly Value[] _parameters;

    public MoonsGraph(Summation summation)
    {
        _model = new MLP(2, [16, 16, 1], summation: summation);
        _parameters = [.. _model.Parameters.Select(parameter => parameter.Value)];
        _loss = new DemoLoss(_model, summation);
        Reset();
        Retained = new Graph(Build());
        Tape = RecordTape();
    }

    /// <summary>The loss as a graph that is built once.</summary>
    public Graph Retained { get; }

    /// <summary>The loss as a tape that uses one thread, whose rows are <see cref="MoonsData.RowByRow"/>.</summary>
    public Tape Tape { get; }

    /// <summary>Restores the initial weights.</summary>
    public void Reset()
    {
        for (int i = 0; i < _parameters.Length; i++) _parameters[i].Data = MoonsData.FirstParameters[i];
    }

    /// <summary>Builds the graph of the loss: hinge over the rows, and a penalty on the squares of the parameters.</summary>
    public Node Build() => _loss.OfRows(MoonsData.RowByRow);

    /// <summary>Records the loss of a row, including the penalty. Its mean over the rows is the loss.</summary>
    /// <param name="threads">The maximum number of threads of a pass.</param>
    public Tape RecordTape(int threads = 1) => Tape.Record(
        DemoLoss.Columns,
        row => _loss.OfRow(row),
        new TapeOptions { MaxDegreeOfParallelism = threads });

    /// <summary>Runs 100 steps, each on a new graph.</summary>
    /// <returns>The loss of the last step, before its update.</returns>
    public double TrainEager()
    {
        Reset();
        double loss = 0;
        for (int step = 0; step < MoonsData.Steps; step++) loss = StepEager(MoonsData.Rate(step));
        return loss;
    }

    /// <summary>Runs 100 steps, all on the retained graph.</summary>
    /// <returns>The loss of the last step, before its update.</returns>
    public double TrainRetained()
    {
        Reset();
        double loss = 0;
        for (int step = 0; step < MoonsData.Steps; step++)
        {
            loss = Retained.Forward();
            _model.ZeroGrad();
            Retained.Backward();
            Update(MoonsData.Rate(step));
        }
        return loss;
    }

    /// <summary>Runs 100 steps, all on the tape.</summary>
    /// <returns>The loss of the last step, before its update.</returns>
    public double TrainTape()
    {
        Reset();
        double loss = 0;
        for (int step = 0; step < MoonsData.Steps; step++)
        {
            _model.ZeroGrad();
            loss = Tape.Backward(MoonsData.RowByRow);
            Update(MoonsData.Rate(step));
        }
        return loss;
    }

    // a method of its own: as a local of the loop above, the last graph would live on until the next is built
    private double StepEager(double rate)
    {
        var output = Build();
        _model.ZeroGrad();
        output.Backward();
        Update(rate);
        return output.Data;
    }

    private void Update(double rate)
    {
        foreach (var parameter in _parameters) parameter.Data -= rate * parameter.Grad;
    }
}
