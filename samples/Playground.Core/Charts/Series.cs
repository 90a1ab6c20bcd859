namespace Playground.Charts;

/// <summary>What a chart draws in one colour.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Tone">Its colour.</param>
/// <param name="Points">The points, in order; one that is not finite interrupts a line.</param>
public sealed record Series(string Name, Tone Tone, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether the points are dots; otherwise they are joined by a line.</summary>
    public bool IsDots { get; init; }

    /// <summary>A band behind the line: the lowest and the highest y at each x. Null for none.</summary>
    public IReadOnlyList<(double X, double Low, double High)>? Band { get; init; }
}
