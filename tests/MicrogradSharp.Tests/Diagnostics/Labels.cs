namespace MicrogradSharp.Tests.Diagnostics;

/// <summary>Labels that try to break out of the format of a drawing.</summary>
internal static class Labels
{
    public const string Hostile = "\"]; evil [x=\"";

    public static string[] Awkward =>
    [
        Hostile, "", " ", "  two  spaces  ", "{a|b}", "<p0>", "a\\", "\\N \\G \\", "\"", "''", "a\nb", "a\r\nb", "tab\tbed", "a\0b\u0007",
        "&amp;", "& &lt;", "</script><img src=x onerror=alert(1)>", "]]>", "<!--", "-->", "--> n0", "end", "#quot;", "1. list", "- list",
        "`code`", "**bold**", "%% comment", "λ₁ · 重み 😀", "\uD83D half", "half \uDE00",
        "\uFFFE\uFFFF\u2028\u2029\u0085", "n0 -> n1; }", "{{nested}}", "${x}", new string('x', 300),
    ];

    /// <summary>A graph of 3 values and one operation, with the label on a leaf and on the output.</summary>
    public static Graph Draw(string label)
    {
        var y = new Node(1.5, label) * 2;
        y.Label = label;
        y.Backward();
        return new Graph(y);
    }
}
