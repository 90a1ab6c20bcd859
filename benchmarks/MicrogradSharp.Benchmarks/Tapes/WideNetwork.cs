using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.Tapes;

/// <summary>A 784-128-10 ReLU network with its mean squared error, for 1,000 rows. Arithmetic costs more than everything else.</summary>
internal sealed class WideNetwork
{
    private const int Inputs = 784;
    private const int Outputs = 10;
    private const int Rows = 1_000;

    private readonly MLP _model = new(Inputs, [128, Outputs], random: new Random(1337));
    private readonly double[] _rows = new double[Rows * (Inputs + Outputs)];
    private readonly double[] _gradient;
    private readonly Tape _tape;

    public WideNetwork()
    {
        var random = new Random(1);
        for (int i = 0; i < _rows.Length; i++) _rows[i] = random.NextDouble();
        _tape = Tape.Record(Inputs + Outputs, Error, new TapeOptions { MaxDegreeOfParallelism = 1 });
        _gradient = new double[_tape.Parameters.Count];
        Contender = Contender.Of("784-128-10", () => _tape.Gradient(_rows, _gradient));
    }

    public Contender Contender { get; }

    /// <summary>
    /// The number of multiply-adds: for every parameter and row, one forward and one for the weight's gradient. No gradient flows to the
    /// rows.
    /// </summary>
    public double MultiplyAdds => 2.0 * _gradient.Length * Rows;

    private Node Error(ReadOnlySpan<Node> row)
    {
        var outputs = _model.Forward(row[..Inputs]);
        var squares = new Node[Outputs];
        for (int i = 0; i < Outputs; i++)
        {
            var error = outputs[i] - row[Inputs + i];
            squares[i] = error * error;
        }
        return Node.Sum(squares) * (1.0 / Outputs);
    }
}
