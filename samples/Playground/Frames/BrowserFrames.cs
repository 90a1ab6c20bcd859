using System.Runtime.InteropServices.JavaScript;

namespace Playground.Frames;

/// <summary>The turns of the browser.</summary>
internal sealed partial class BrowserFrames : IFrames
{
    public Task Next() => NextTurn();

    [JSImport("nextTurn", "page")]
    private static partial Task NextTurn();
}
