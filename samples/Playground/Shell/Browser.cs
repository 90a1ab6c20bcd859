using System.Runtime.InteropServices.JavaScript;

namespace Playground.Shell;

/// <summary>What the shell asks of the browser.</summary>
internal static partial class Browser
{
    /// <summary>Marks the moment at which the page works; tests wait for it, and it is in the timings of the browser.</summary>
    [JSImport("reportReady", "page")]
    public static partial void ReportReady();

    [JSImport("copyAddress", "page")]
    public static partial Task<bool> CopyAddress();

    [JSImport("readTheme", "page")]
    public static partial string ReadTheme();

    [JSImport("writeTheme", "page")]
    public static partial void WriteTheme(string theme);

    [JSImport("focus", "page")]
    public static partial void Focus(string id);
}
