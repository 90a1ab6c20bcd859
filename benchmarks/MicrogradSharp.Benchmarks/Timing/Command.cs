namespace MicrogradSharp.Benchmarks.Timing;

/// <summary>Runs commands that measure and print, and returns their exit codes.</summary>
internal static class Command
{
    /// <summary>Runs a command that takes a floor.</summary>
    /// <returns>The exit code: 0, 2 for a wrong argument, 1 if the work failed.</returns>
    public static int Run(string name, ReadOnlySpan<string> arguments, Action<FloorOptions> measure)
    {
        string[] all = arguments.ToArray();
        return Run(() => measure(FloorOptions.Parse(name, all)));
    }

    /// <summary>Runs a command that takes no arguments.</summary>
    /// <returns>The exit code: 0, 2 for any argument, 1 if the work failed.</returns>
    public static int Run(string name, ReadOnlySpan<string> arguments, Action measure)
    {
        string? first = arguments.IsEmpty ? null : arguments[0];
        return Run(() =>
        {
            if (first is not null) throw new ArgumentException($"unknown argument '{first}'; usage: {name}");
            measure();
        });
    }

    private static int Run(Action measure)
    {
        try
        {
            measure();
            return 0;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine(exception.Message);
            return exception is ArgumentException ? 2 : 1;
        }
    }
}
