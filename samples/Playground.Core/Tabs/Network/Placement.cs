using MicrogradSharp;
using MicrogradSharp.Optim;

namespace Playground.Tabs.Network;

/// <summary>Puts parameters where they are wanted, whatever their gradients are.</summary>
internal sealed class Placement(IReadOnlyList<Node> parameters) : Optimizer(parameters, learningRate: 0)
{
    /// <summary>Where the next step puts the parameters.</summary>
    public double[] Target { get; } = new double[parameters.Count];

    protected override void Update(Span<double> gradient, Span<double> data) => Target.CopyTo(data);
}
