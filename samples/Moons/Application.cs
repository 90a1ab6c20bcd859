using System.CommandLine;
using System.CommandLine.Parsing;
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
        var train = new TrainCommandLine();
        var predict = new PredictCommandLine();
        var root = new RootCommand("Trains a small neural network on points of the plane, draws what it has learnt, and predicts. Without an option of the trainer it repeats micrograd's demo on two moons.");
        var trainCommand = new Command("train", "Train: what happens without a command, too.");
        var predictCommand = new Command("predict", "Show what a saved model says of the points of a file.");
        foreach (var command in new[] { root, trainCommand })
        {
            train.AddTo(command);
            command.SetAction(result => Guarded(error, () => Train(result)));
        }
        predict.AddTo(predictCommand);
        predictCommand.Validators.Add(NothingForTraining);
        predictCommand.SetAction(result => Guarded(error, () => new PredictCommand(console, predict.Read(result)).Run()));
        root.Subcommands.Add(trainCommand);
        root.Subcommands.Add(predictCommand);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine($"error: {OneLine.Of(parsed.Errors[0].Message)} See --help.");
            return WrongUsage;
        }
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = console.Profile.Out.Writer,
            Error = error,
            EnableDefaultExceptionHandler = false,
        });

        void Train(ParseResult result)
        {
            if (train.AsksForTrainer(result)) new TrainCommand(console, train.ReadTrainer(result)).Run(cancel);
            else new DemoCommand(console, train.ReadDemo(result), warmUp).Run(cancel);
        }
    }

    /// <summary>Options before the command are of the program itself, which trains: they would be passed over without a word.</summary>
    private static void NothingForTraining(CommandResult predict)
    {
        var before = ((CommandResult)predict.Parent!).Children.OfType<OptionResult>().FirstOrDefault(option => !option.Implicit);
        if (before is not null) predict.AddError($"{before.Option.Name} is for train, not for predict.");
    }

    private static int Guarded(TextWriter error, Action run)
    {
        try
        {
            run();
            return Success;
        }
        catch (UserErrorException e)
        {
            error.WriteLine($"error: {OneLine.Of(e.Message)}");
            return Failure;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("stopped");
            return Stopped;
        }
    }
}
