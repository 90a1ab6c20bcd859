using System.Runtime.InteropServices.JavaScript;

namespace Playground.Frames;

/// <summary>The frames of the browser.</summary>
internal sealed partial class BrowserFrames : IFrames
{
    public Task Next() => NextFrame();

    [JSImport("nextFrame", "page")]
    private static partial Task NextFrame();
}
