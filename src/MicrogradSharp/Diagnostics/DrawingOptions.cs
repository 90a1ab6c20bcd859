namespace MicrogradSharp.Diagnostics;

/// <summary>How a graph is drawn.</summary>
public sealed record DrawingOptions
{
    /// <summary>Whether boxes are filled by their gradient: blue above 0, red below, stronger the larger it is beside the largest of the graph, yellow for NaN and ±∞.</summary>
    public bool ColorByGradient { get; init; }

    /// <summary>The direction of <see cref="GraphDrawings.ToDot"/> and <see cref="GraphDrawings.ToMermaid"/>; the layout of <see cref="GraphDrawings.ToSvg"/> always runs from left to right.</summary>
    public DrawingDirection Direction { get; init; }
}
