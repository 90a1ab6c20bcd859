using MicrogradSharp;

namespace Moons;

/// <summary>The loss over all rows as one graph, with the nodes that its evaluation reads.</summary>
internal sealed class LossGraph
{
    private readonly LabelledPoints _points;
    private readonly Node[] _scores;
    private readonly Node _dataLoss;
    private readonly Node _l2;

    private LossGraph(LabelledPoints points, Node[] scores, Node dataLoss, Node l2)
    {
        _points = points;
        _scores = scores;
        _dataLoss = dataLoss;
        _l2 = l2;
        Loss = dataLoss + l2;
    }

    public Node Loss { get; }

    /// <summary>Builds the graph, which also computes it.</summary>
    public static LossGraph Build(LossTerms terms, LabelledPoints points)
    {
        Node[] scores = new Node[points.Count], hinges = new Node[points.Count];
        for (int row = 0; row < hinges.Length; row++)
        {
            scores[row] = terms.Score(points.X0[row], points.X1[row]);
            hinges[row] = MicrogradSharp.Nn.Loss.Hinge(scores[row], points.Labels[row]);
        }
        return new LossGraph(points, scores, terms.Mean(hinges), terms.L2());
    }

    /// <summary>Reads the values that the graph holds now.</summary>
    public Evaluation Read()
    {
        int correct = 0;
        for (int row = 0; row < _scores.Length; row++)
        {
            if (_points.IsCorrect(row, _scores[row].Data)) correct++;
        }
        return new Evaluation(Loss.Data, _dataLoss.Data, _l2.Data, (double)correct / _scores.Length);
    }
}
