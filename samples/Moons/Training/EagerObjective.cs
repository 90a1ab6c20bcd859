using MicrogradSharp;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The loss of micrograd's demo, hinge + 1e-4 L2, as a graph that is built anew each time.</summary>
/// <remarks>The operations and their order are those of the demo, so that the losses agree to the last digits.</remarks>
internal sealed class EagerObjective : IObjective
{
    private const double Penalty = 1e-4;

    private readonly MLP _model;
    private readonly LabelledPoints _points;
    private readonly Summation _summation;

    public EagerObjective(MLP model, LabelledPoints points, Summation summation)
    {
        _model = model;
        _points = points;
        _summation = summation;
    }

    public Evaluation Evaluate() => Build().Evaluation;

    public Evaluation EvaluateWithGradients()
    {
        var (loss, evaluation) = Build();
        _model.ZeroGrad();
        loss.Backward();
        return evaluation;
    }

    /// <summary>The number of nodes that a step builds.</summary>
    public int CountNodes() => new Graph(Build().Loss).Count;

    private (Node Loss, Evaluation Evaluation) Build()
    {
        var hinges = new Node[_points.Count];
        int correct = 0;
        for (int row = 0; row < hinges.Length; row++)
        {
            var score = _model.Forward(_points.X0[row], _points.X1[row])[0];
            double label = _points.Labels[row];
            hinges[row] = (1 + -label * score).ReLU();
            if ((label > 0) == (score.Data > 0)) correct++;
        }
        var dataLoss = Add(hinges) * (1.0 / hinges.Length);
        var l2 = Penalty * Add(Squares());
        var loss = dataLoss + l2;
        return (loss, new Evaluation(loss.Data, dataLoss.Data, l2.Data, (double)correct / hinges.Length));
    }

    private Node[] Squares()
    {
        var squares = new Node[_model.ParameterCount];
        for (int i = 0; i < squares.Length; i++)
        {
            var parameter = _model.Parameters[i];
            squares[i] = parameter * parameter;
        }
        return squares;
    }

    private Node Add(ReadOnlySpan<Node> terms)
    {
        if (_summation == Summation.Nary) return Node.Sum(terms);
        var sum = terms[0];
        foreach (var term in terms[1..]) sum += term;
        return sum;
    }
}
