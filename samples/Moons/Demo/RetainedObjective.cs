using MicrogradSharp;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The loss as a graph that is built once: each time its values are computed again from the parameters.</summary>
internal sealed class RetainedObjective : IObjective
{
    private readonly MLP _model;
    private readonly LossGraph _loss;
    private readonly Graph _graph;

    public RetainedObjective(MLP model, LabelledPoints points, Summation summation)
    {
        _model = model;
        _loss = LossGraph.Build(new LossTerms(model, summation), points);
        _graph = new Graph(_loss.Loss);
    }

    public Evaluation Evaluate()
    {
        _graph.Forward();
        return _loss.Read();
    }

    public Evaluation EvaluateWithGradients()
    {
        _graph.Forward();
        _model.ZeroGrad();
        _graph.Backward();
        return _loss.Read();
    }
}
