namespace MicrogradSharp.Diagnostics;

/// <summary>Where a drawing puts the leaves, and where the output.</summary>
public enum DrawingDirection
{
    /// <summary>The leaves to the left, the output to the right.</summary>
    LeftToRight,

    /// <summary>The leaves at the top, the output at the bottom.</summary>
    TopToBottom,
}
