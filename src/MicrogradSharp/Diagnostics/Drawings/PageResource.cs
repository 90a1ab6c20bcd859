namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The script and styles of the HTML page, which are embedded in the assembly.</summary>
internal static class PageResource
{
    public static string Read(string file)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream($"Page/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
