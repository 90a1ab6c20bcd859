using System.CommandLine;
using Spectre.Console;

namespace Moons;

/// <summary>The whole program behind one method, so that tests run it without a process of its own.</summary>
internal static class Application
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int WrongUsage = 2;
    public const int Stopped = 130;     // what shells report after Ctrl+C

    /// <param name="args">The command line.</param>
    /// <param name="console">Where results go.</param>
    /// <param name="error">Where the one line of an error goes.</param>
    /// <param name="warmUp">How long a step runs with each engine before it is timed.</param>
    /// <param name="cancel">Stops the run between two steps.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, IAnsiConsole console, TextWriter error, TimeSpan warmUp, CancellationToken cancel = default)
    {
        var demo = new DemoCommand(console, warmUp, cancel);
        var root = new RootCommand(
            "Trains a small neural network to tell two kinds of points in the plane apart, draws what it has learnt, and predicts. "
            + "Without a command it runs demo with the options given.");
        root.Subcommands.Add(demo);
        root.Subcommands.Add(new TrainCommand(console, cancel));
        root.Subcommands.Add(new PredictCommand(console));

        bool isDemoByDefault = NamesNoCommand(args, root);
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };     // a file may be called @points.csv
        var parsed = root.Parse(isDemoByDefault ? [demo.Name, .. args] : args, parsing);
        if (UsageError(parsed, root, isDemoByDefault) is { } message)
        {
            error.WriteLine($"error: {Text.OneLine(message)}");
            return WrongUsage;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = console.Profile.Out.Writer,
                Error = error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (UserErrorException e)
        {
            error.WriteLine($"error: {Text.OneLine(e.Message)}");
            return Failure;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("stopped");
            return Stopped;
        }
    }

    private static bool NamesNoCommand(string[] args, RootCommand root)
    {
        if (args is not [var first, ..]) return true;
        return first.StartsWith('-') && !root.Options.Any(option => option.Name == first || option.Aliases.Contains(first));
    }

    /// <summary>What is wrong with the command line, and where to read on; null when it is right.</summary>
    private static string? UsageError(ParseResult parsed, RootCommand root, bool isDemoByDefault)
    {
        if (parsed.Errors.Count == 0) return null;
        var command = parsed.CommandResult.Command;
        if (command == root)
        {
            string names = Text.Listed([.. root.Subcommands.Select(other => other.Name)], "or");
            string word = parsed.UnmatchedTokens is [var first, ..] ? first : "";
            return $"The command must be {names}, but was {Text.Quoted(word)}. See --help.";
        }
        foreach (string token in parsed.UnmatchedTokens)
        {
            bool isCommand = isDemoByDefault && root.Subcommands.Any(other => other.Name == token);
            if (isCommand) return $"The command comes first: {token}, then its options. See --help.";
            string name = token.Split('=', ':')[0];
            string[] owners =
                [.. root.Subcommands.Where(other => other.Options.Any(option => option.Name == name)).Select(other => other.Name)];
            if (owners.Length == 0) continue;
            string owned = $"{name} is an option of {Text.Listed(owners, "and")}";
            return isDemoByDefault
                ? $"{owned}: write the command first, as in '{owners[0]} {name} ...'. See {owners[0]} --help."
                : $"{owned}, not of {command.Name}. See {command.Name} --help.";
        }
        return $"{parsed.Errors[0].Message} See {command.Name} --help.";
    }
}
