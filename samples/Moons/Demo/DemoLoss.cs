using MicrogradSharp;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The loss of micrograd's demo in nodes, mean hinge loss + 1e-4 · Σ p²: of one row for a tape, of all rows for a graph.</summary>
/// <remarks>
/// The operations and their order are those of the demo, so that the losses agree to the last digits.
/// The benchmarks compile this file too: they measure what the sample trains.
/// </remarks>
internal sealed class DemoLoss
{
    /// <summary>The columns of a row: x0, x1 and the label.</summary>
    public const int Columns = 3;

    /// <summary>The weight of the squares of the parameters.</summary>
    public const double Decay = 1e-4;

    private readonly MLP _model;
    private readonly Summation _summation;
    private readonly Node[] _parameters;

    /// <param name="model">The network, of 2 inputs and 1 output.</param>
    /// <param name="summation">How the loss adds. How the network adds was chosen when it was made.</param>
    public DemoLoss(MLP model, Summation summation)
    {
        _model = model;
        _summation = summation;
        _parameters = [.. model.Parameters];
    }

    /// <summary>The loss of a row, penalty included: its mean over the rows is the loss.</summary>
    public Node OfRow(ReadOnlySpan<Node> row) => Loss.Hinge(Score(row[0], row[1]), row[2]) + Penalty();

    /// <summary>What a report on a row needs: its score, its hinge loss, and the penalty.</summary>
    public Node[] PartsOfRow(ReadOnlySpan<Node> row)
    {
        var score = Score(row[0], row[1]);
        return [score, Loss.Hinge(score, row[2]), Penalty()];
    }

    /// <summary>The loss over all rows as one graph.</summary>
    /// <param name="rows">x0, x1 and the label, row after row.</param>
    public Node OfRows(ReadOnlySpan<double> rows)
    {
        var hinges = new Node[rows.Length / Columns];
        for (int i = 0; i < hinges.Length; i++)
        {
            var row = rows.Slice(Columns * i, Columns);
            hinges[i] = Loss.Hinge(Score(row[0], row[1]), row[2]);
        }
        return Add(hinges) * (1.0 / hinges.Length) + Penalty();
    }

    private Node Score(Node x0, Node x1) => _model.Forward(x0, x1)[0];

    private Node Penalty()
    {
        var squares = new Node[_parameters.Length];
        for (int i = 0; i < squares.Length; i++) squares[i] = _parameters[i] * _parameters[i];
        return Decay * Add(squares);
    }

    private Node Add(ReadOnlySpan<Node> terms)
    {
        if (_summation == Summation.Nary) return Node.Sum(terms);
        var sum = terms[0];
        foreach (var term in terms[1..]) sum += term;
        return sum;
    }
}
