using System.CommandLine;
using MicrogradSharp.Orleans;
using Spectre.Console;

namespace Cluster;

/// <summary>Runs the program, and turns its errors into one line and an exit code.</summary>
internal static class Application
{
    public const int Success = 0;
    public const int NotConverged = 1;
    public const int WrongInput = 2;
    public const int Stopped = 130;     // what shells report after Ctrl+C

    /// <param name="args">The command line.</param>
    /// <param name="console">Where progress and results go.</param>
    /// <param name="error">Where the one line of an error goes.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, TextWriter error, CancellationToken cancel)
    {
        var parsed = new ClusterCommand(console).Parse(args);
        try
        {
            if (parsed.Errors.Count > 0) throw new UserErrorException($"{parsed.Errors[0].Message} See --help.");
            var invocation = new InvocationConfiguration
            {
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,       // silos may take longer to leave than the 2 s of the default
            };
            return await parsed.InvokeAsync(invocation, cancel);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("stopped");
            return Stopped;
        }
        catch (Exception e) when (e is UserErrorException or ShardException or ArgumentException or FormatException
            or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"error: {e.Message.ReplaceLineEndings(" ")}");
            return WrongInput;
        }
    }
}
