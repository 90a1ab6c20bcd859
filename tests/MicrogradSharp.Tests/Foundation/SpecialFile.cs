using System.Diagnostics;

namespace MicrogradSharp.Tests.Foundation;

/// <summary>Files that are not regular files. If the system has none, the test is skipped.</summary>
internal static class SpecialFile
{
    /// <summary>A named pipe.</summary>
    public static string Pipe(string folder)
    {
        string path = Path.Combine(folder, "pipe");
        SkipUnless(!OperatingSystem.IsWindows() && Succeeds("mkfifo", path), "there are no named pipes here");
        return path;
    }

    /// <summary>
    /// A device on which every write fails because the disk is full: that of the system, unless the user could damage it.
    /// </summary>
    public static string Full(string folder)
    {
        const string theOneOfTheSystem = "/dev/full";
        SkipUnless(OperatingSystem.IsLinux() && File.Exists(theOneOfTheSystem), "there is no /dev/full here");
        if (!Environment.IsPrivilegedProcess) return theOneOfTheSystem;
        return Device(folder, "full", 7);
    }

    /// <summary>
    /// A device that discards everything that is written. Without permission to create one, a link to that of the system.
    /// </summary>
    public static string Null(string folder)
    {
        SkipUnless(OperatingSystem.IsLinux(), "devices are made as on Linux");
        if (Environment.IsPrivilegedProcess) return Device(folder, "null", 3);
        return File.CreateSymbolicLink(Path.Combine(folder, "null"), "/dev/null").FullName;
    }

    /// <summary>A path in a folder where nobody may create files, not even the administrator.</summary>
    public static string InReadOnlyFolder(string folder)
    {
        const string name = "microgradsharp-tests.json";
        if (Directory.Exists("/sys/kernel")) return $"/sys/{name}";
        SkipUnless(!OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess, "no folder is read-only here");
        string readOnly = Directory.CreateDirectory(Path.Combine(folder, "read-only")).FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(readOnly, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return Path.Combine(readOnly, name);
    }

    /// <summary>A symbolic link. Windows lets only administrators and developers create one.</summary>
    public static string Link(string path, string target)
    {
        try
        {
            return File.CreateSymbolicLink(path, target).FullName;
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            SkipUnless(false, "links may not be made here");
            throw;
        }
    }

    public static void SkipUnless(bool condition, string reason)
    {
        if (!condition) Assert.Skip($"{reason}.");
    }

    private static string Device(string folder, string name, int minor)
    {
        string path = Path.Combine(folder, name);
        SkipUnless(Succeeds("mknod", path, "c", "1", $"{minor}"), "devices cannot be made here");
        try
        {
            File.OpenWrite(path).Dispose();
        }
        catch (UnauthorizedAccessException)
        {
            SkipUnless(false, "devices cannot be opened here");
        }
        return path;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)    // there is no such program
        {
            return false;
        }
    }
}
