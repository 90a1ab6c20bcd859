using System.Runtime.InteropServices.JavaScript;

namespace Playground.Turns;

/// <summary>The turns of the browser.</summary>
internal sealed partial class BrowserTurns : ITurns
{
    public Task Next() => NextTurn();

    [JSImport("nextTurn", "page")]
    private static partial Task NextTurn();
}
