namespace MicrogradSharp;

/// <summary>Resolves symbolic links to the path where a file is or would be.</summary>
internal static class FinalPath
{
    private const int MaxLinks = 40;        // the limit of Linux

    /// <summary>Returns the path with all links resolved. The target need not exist.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        if (!OperatingSystem.IsWindows()) return Walk(path);
        return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
    }

    /// <summary>
    /// Resolves name by name: <c>..</c> after a link to a folder means the folder above the link's target, but the framework takes the
    /// one above the link.
    /// </summary>
    private static string Walk(string path)
    {
        string resolved = "/";
        int links = 0;
        var rest = new Stack<string>();
        Push(path);
        while (rest.TryPop(out string? name))
        {
            if (name == ".") continue;
            if (name == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? "/";
                continue;
            }
            string next = Path.Combine(resolved, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }
            if (++links > MaxLinks) throw new IOException($"Too many levels of symbolic links : '{path}'");
            if (Path.IsPathRooted(target)) resolved = "/";
            Push(target);
        }
        return resolved;

        void Push(string names)
        {
            foreach (string name in names.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) rest.Push(name);
        }
    }
}
