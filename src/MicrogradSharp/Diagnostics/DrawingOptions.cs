namespace MicrogradSharp.Diagnostics;

/// <summary>How to draw a graph.</summary>
public sealed record DrawingOptions
{
    /// <summary>
    /// Whether boxes are coloured by their gradient: blue above 0, red below 0, yellow for NaN and ±∞. The colour is stronger the larger
    /// the gradient's magnitude is, relative to the largest one of the graph. Default false.
    /// </summary>
    public bool ColorByGradient { get; init; }

    /// <summary>
    /// The direction of <see cref="GraphDrawings.ToDot"/> and <see cref="GraphDrawings.ToMermaid"/>; default left to right.
    /// <see cref="GraphDrawings.ToSvg"/> always draws from left to right.
    /// </summary>
    public DrawingDirection Direction { get; init; }
}
