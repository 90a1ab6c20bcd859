namespace MicrogradSharp.Benchmarks.Timing;

/// <summary>A command that measures and prints, and the exit code that it ends with.</summary>
internal static class Command
{
    /// <summary>Runs a command that takes a floor.</summary>
    /// <returns>The exit code: 0, 2 after a wrong argument, 1 when the work went wrong.</returns>
    public static int Run(string name, ReadOnlySpan<string> arguments, Action<FloorOptions> measure)
    {
        string[] all = arguments.ToArray();
        return Run(() => measure(FloorOptions.Parse(name, all)));
    }

    /// <summary>Runs a command that takes no arguments.</summary>
    /// <returns>The exit code: 0, 2 after an argument, 1 when the work went wrong.</returns>
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
