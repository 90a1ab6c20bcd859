namespace MicrogradSharp.Diagnostics;

/// <summary>The direction of a drawing, from the leaves to the output.</summary>
public enum DrawingDirection
{
    /// <summary>The leaves are on the left, the output is on the right.</summary>
    LeftToRight,

    /// <summary>The leaves are at the top, the output is at the bottom.</summary>
    TopToBottom,
}
