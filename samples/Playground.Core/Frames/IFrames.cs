namespace Playground.Frames;

/// <summary>The frames of the screen.</summary>
public interface IFrames
{
    /// <summary>Completes at the start of the next frame. While the page is hidden there is none.</summary>
    Task Next();
}
