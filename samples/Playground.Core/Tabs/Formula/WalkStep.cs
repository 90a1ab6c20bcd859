namespace Playground.Tabs.Formula;

/// <summary>One step through the passes, and what is known after it.</summary>
public sealed record WalkStep
{
    /// <summary>The name of the part that it belongs to, such as forward.</summary>
    public required string Pass { get; init; }

    public required IReadOnlyList<FormulaPart> Formula { get; init; }

    /// <summary>A sentence that explains it.</summary>
    public required string Note { get; init; }

    /// <summary>The number of nodes with data: those before this position.</summary>
    public required int Computed { get; init; }

    /// <summary>The gradient of each node so far; null where none has arrived.</summary>
    public required IReadOnlyList<double?> Gradients { get; init; }

    /// <summary>The node that changes; null if the step is about all of them.</summary>
    public int? Node { get; init; }

    /// <summary>The operation whose gradient flows to the node.</summary>
    public int? From { get; init; }

    /// <summary>The index of the node among the inputs of <see cref="From" />.</summary>
    public int? Place { get; init; }
}
