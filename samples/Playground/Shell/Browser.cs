using System.Runtime.InteropServices.JavaScript;

namespace Playground.Shell;

/// <summary>What the shell asks of the browser.</summary>
internal static partial class Browser
{
    /// <summary>Marks the moment at which the page works; tests wait for it, and it is in the timings of the browser.</summary>
    [JSImport("reportReady", "page")]
    public static partial void ReportReady();

    [JSImport("copyText", "page")]
    public static partial Task<bool> CopyText(string text);

    /// <summary>The place of the caret in a text field.</summary>
    [JSImport("readCaret", "page")]
    public static partial int ReadCaret(string id);

    /// <summary>Replaces a part of a text field, sets the caret after it, and returns the whole text.</summary>
    [JSImport("replaceText", "page")]
    public static partial string ReplaceText(string id, int from, int to, string text);

    [JSImport("readTheme", "page")]
    public static partial string ReadTheme();

    [JSImport("writeTheme", "page")]
    public static partial void WriteTheme(string theme);

    [JSImport("focus", "page")]
    public static partial void Focus(string id);
}
