using MicrogradSharp;
using MicrogradSharp.Optim;

namespace Moons;

/// <summary>Makes the optimiser that the user asked for.</summary>
internal static class Optimizers
{
    /// <summary>Rates that suit a network of this size and mini-batches: larger than those of large networks.</summary>
    public static double DefaultRate(OptimizerKind kind) => kind switch
    {
        OptimizerKind.Sgd or OptimizerKind.Adagrad => 0.1,
        OptimizerKind.RmsProp => 0.01,
        _ => 0.02,
    };

    public static Optimizer Create(OptimizerKind kind, IReadOnlyList<Node> parameters, double rate) => kind switch
    {
        OptimizerKind.Sgd => new Sgd(parameters, rate),
        OptimizerKind.Adam => new Adam(parameters, rate),
        OptimizerKind.AdamW => new AdamW(parameters, rate),
        OptimizerKind.RmsProp => new RmsProp(parameters, rate),
        OptimizerKind.Adagrad => new Adagrad(parameters, rate),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), $"kind must be an optimiser, but was {kind}."),
    };
}
