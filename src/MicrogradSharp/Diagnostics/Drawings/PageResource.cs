namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The script and the styles of the page, which are files of their own in the sources and part of the assembly.</summary>
internal static class PageResource
{
    public static string Read(string file)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream($"Page/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
