using MicrogradSharp;
using MicrogradSharp.Optim;

namespace Playground.Tabs.Network;

/// <summary>An optimiser that the tab offers.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its name on the page.</param>
/// <param name="Create">Creates it for parameters, with a learning rate.</param>
/// <param name="Code">The C# that creates it; RATE stands for the learning rate.</param>
public sealed record OptimizerChoice(string Name, string Title, Func<IReadOnlyList<Node>, double, Optimizer> Create, string Code)
{
    public static IReadOnlyList<OptimizerChoice> All { get; } =
    [
        new("sgd", "SGD", (nodes, rate) => new Sgd(nodes, rate), "new Sgd(model.Parameters, RATE)"),
        new(
            "momentum",
            "SGD, momentum",
            (nodes, rate) => new Sgd(nodes, rate, momentum: 0.9),
            "new Sgd(model.Parameters, RATE, momentum: 0.9)"),
        new(
            "nesterov",
            "SGD, Nesterov",
            (nodes, rate) => new Sgd(nodes, rate, momentum: 0.9, nesterov: true),
            "new Sgd(model.Parameters, RATE, momentum: 0.9, nesterov: true)"),
        new("adam", "Adam", (nodes, rate) => new Adam(nodes, rate), "new Adam(model.Parameters, RATE)"),
        new("adamw", "AdamW", (nodes, rate) => new AdamW(nodes, rate), "new AdamW(model.Parameters, RATE)"),
        new("rmsprop", "RMSprop", (nodes, rate) => new RmsProp(nodes, rate), "new RmsProp(model.Parameters, RATE)"),
        new("adagrad", "Adagrad", (nodes, rate) => new Adagrad(nodes, rate), "new Adagrad(model.Parameters, RATE)"),
    ];

    public static OptimizerChoice Named(string name) => All.First(choice => choice.Name == name);
}
