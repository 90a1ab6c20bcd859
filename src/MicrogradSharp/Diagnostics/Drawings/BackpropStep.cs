namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>One step of the page.</summary>
internal sealed record BackpropStep
{
    /// <summary>Whether the step belongs to the backward pass.</summary>
    public required bool Backward { get; init; }

    /// <summary>The formula in parts: a role that has a colour on the page, or none, and the text.</summary>
    public required IReadOnlyList<(string Role, string Text)> Formula { get; init; }

    /// <summary>A sentence about it.</summary>
    public required string Note { get; init; }

    /// <summary>The value that the step gives its data or adds to its gradient; null where it is about all of them.</summary>
    public int? Node { get; init; }

    /// <summary>The value whose gradient flows on.</summary>
    public int? From { get; init; }

    /// <summary>Which of the inputs of <see cref="From"/> it flows to.</summary>
    public int? Place { get; init; }

    /// <summary>The gradient of <see cref="Node"/> after the step.</summary>
    public double? Gradient { get; init; }

    /// <summary>The formula as text.</summary>
    public override string ToString() => string.Concat(Formula.Select(part => part.Text));
}
