using MicrogradSharp;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The loss as a graph that is built anew each time.</summary>
internal sealed class EagerObjective : IObjective
{
    private readonly MLP _model;
    private readonly LabelledPoints _points;
    private readonly LossTerms _terms;

    public EagerObjective(MLP model, LabelledPoints points, Summation summation)
    {
        _model = model;
        _points = points;
        _terms = new LossTerms(model, summation);
    }

    public Evaluation Evaluate() => LossGraph.Build(_terms, _points).Read();

    public Evaluation EvaluateWithGradients()
    {
        var graph = LossGraph.Build(_terms, _points);
        _model.ZeroGrad();
        graph.Loss.Backward();
        return graph.Read();
    }

    /// <summary>The number of nodes that a step builds.</summary>
    public int CountNodes() => new Graph(LossGraph.Build(_terms, _points).Loss).Count;
}
