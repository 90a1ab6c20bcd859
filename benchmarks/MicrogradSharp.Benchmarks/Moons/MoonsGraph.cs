using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.Moons;

/// <summary>The moons demo written with nodes: the network, its loss, and training on new graphs, a retained graph, or a tape.</summary>
internal sealed class MoonsGraph
{
    private readonly Summation _summation;
    private readonly MLP _model;
    private readonly Value[] _parameters;

    public MoonsGraph(Summation summation)
    {
        _summation = summation;
        _model = new MLP(2, [16, 16, 1], summation: summation);
        _parameters = [.. _model.Parameters.Select(parameter => parameter.Value)];
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

    /// <summary>Builds the graph of the loss: the mean hinge loss over the rows, plus a penalty on the squares of the parameters.</summary>
    public Node Build()
    {
        var losses = new Node[MoonsData.Rows];
        for (int row = 0; row < losses.Length; row++)
        {
            var score = _model.Forward(MoonsData.X0[row], MoonsData.X1[row])[0];
            losses[row] = (1 + -MoonsData.Labels[row] * score).ReLU();
        }
        return Sum(losses) * (1.0 / MoonsData.Rows) + Penalty();
    }

    /// <summary>Records the loss of a row, including the penalty. Its mean over the rows is the loss.</summary>
    /// <param name="threads">The maximum number of threads of a pass.</param>
    public Tape RecordTape(int threads = 1) => Tape.Record(
        columns: 3,
        row => (1 + -row[2] * _model.Forward(row[..2])[0]).ReLU() + Penalty(),
        new TapeOptions { MaxDegreeOfParallelism = threads });

    /// <summary>Runs 100 steps, each on a new graph.</summary>
    /// <returns>The loss of the last step, before its update.</returns>
    public double TrainEager()
    {
        Reset();
        double loss = 0;
        for (int step = 0; step < MoonsData.Steps; step++)
        {
            var output = Build();
            _model.ZeroGrad();
            output.Backward();
            Update(MoonsData.Rate(step));
            loss = output.Data;
        }
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

    private Node Penalty()
    {
        var squares = new Node[_parameters.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            var parameter = new Node(_parameters[i]);
            squares[i] = parameter * parameter;
        }
        return MoonsData.Decay * Sum(squares);
    }

    private void Update(double rate)
    {
        foreach (var parameter in _parameters) parameter.Data -= rate * parameter.Grad;
    }

    private Node Sum(ReadOnlySpan<Node> terms)
    {
        if (_summation == Summation.Nary) return Node.Sum(terms);
        var sum = terms[0];
        foreach (var term in terms[1..]) sum += term;
        return sum;
    }
}
