using MicrogradSharp;
using MicrogradSharp.Optim;

namespace Moons;

/// <summary>An optimiser to choose from, with a default learning rate.</summary>
/// <remarks>The rates suit a network of this size and mini-batches: they are larger than those of large networks.</remarks>
internal sealed class OptimizerChoice
{
    private readonly string _name;
    private readonly Func<IReadOnlyList<Node>, double, Optimizer> _create;

    private OptimizerChoice(string name, double defaultRate, Func<IReadOnlyList<Node>, double, Optimizer> create)
    {
        _name = name;
        DefaultRate = defaultRate;
        _create = create;
    }

    public static OptimizerChoice Adam { get; } = new("adam", 0.02, (parameters, rate) => new Adam(parameters, rate));

    public static OptimizerChoice[] All { get; } =
    [
        new("sgd", 0.1, (parameters, rate) => new Sgd(parameters, rate)),
        Adam,
        new("adamw", 0.02, (parameters, rate) => new AdamW(parameters, rate)),
        new("rmsprop", 0.01, (parameters, rate) => new RmsProp(parameters, rate)),
        new("adagrad", 0.1, (parameters, rate) => new Adagrad(parameters, rate)),
    ];

    public double DefaultRate { get; }

    public Optimizer Create(IReadOnlyList<Node> parameters, double? rate) => _create(parameters, rate ?? DefaultRate);

    public override string ToString() => _name;
}
