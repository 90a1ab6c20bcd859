namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>One step of the HTML page.</summary>
internal sealed record BackpropStep
{
    /// <summary>Whether the step belongs to the backward pass.</summary>
    public required bool Backward { get; init; }

    /// <summary>The formula in parts. Each has its text and a role with a colour on the page, or an empty role.</summary>
    public required IReadOnlyList<(string Role, string Text)> Formula { get; init; }

    /// <summary>A sentence that explains the step.</summary>
    public required string Note { get; init; }

    /// <summary>The value whose data the step computes or whose gradient it adds to; null if the step is about all of them.</summary>
    public int? Node { get; init; }

    /// <summary>The value whose gradient flows back to its inputs.</summary>
    public int? From { get; init; }

    /// <summary>The index of the input of <see cref="From"/> that it flows to.</summary>
    public int? Place { get; init; }

    /// <summary>The gradient of <see cref="Node"/> after the step.</summary>
    public double? Gradient { get; init; }

    /// <summary>The formula as text.</summary>
    public override string ToString() => string.Concat(Formula.Select(part => part.Text));
}
