namespace MicrogradSharp.Benchmarks.Timing;

/// <summary>A command that measures and prints, and the exit code that it ends with.</summary>
internal static class Command
{
    /// <summary>Runs a command.</summary>
    /// <returns>The exit code: 0, 2 after a wrong argument, 1 when the work went wrong.</returns>
    public static int Run(string name, ReadOnlySpan<string> arguments, Action<FloorOptions> measure)
    {
        try
        {
            measure(FloorOptions.Parse(name, arguments));
            return 0;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine(exception.Message);
            return exception is ArgumentException ? 2 : 1;
        }
    }
}
