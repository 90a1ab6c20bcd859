using System.CommandLine;
using System.Globalization;
using System.Net;
using Spectre.Console;

namespace Cluster;

/// <summary>Logistic regression over generated rows on several silos.</summary>
internal sealed class ClusterCommand : RootCommand
{
    private readonly Option<int> _silos = Number("--silos", 3, "The number of silos.");
    private readonly Option<long> _rows = Number("--rows", 20_000_000L, "The number of rows, spread over the shards.");
    private readonly Option<int> _shards = Number("--shards", 12, "The number of shards.");

    private readonly Option<bool> _processes = new("--processes")
    {
        Description = "Start each silo but the first in a process of its own.",
    };

    private readonly Option<bool> _kill = new("--kill")
    {
        Description = "End a silo in the middle of the run: its shards load again on the others, and the result is the same.",
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Write a checkpoint to this file after each iteration.",
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Go on from this checkpoint.",
    };

    // how the program starts its own processes
    private readonly Option<string?> _join = new("--join") { Hidden = true };

    public ClusterCommand(IAnsiConsole console)
        : base("Logistic regression over rows that are spread over silos of Microsoft Orleans, with L-BFGS.")
    {
        foreach (Option option in new Option[] { _silos, _rows, _shards, _processes, _kill, _checkpoint, _resume, _join }) Add(option);
        SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(_join) is { } primary) return await SiloProcess.RunAsync(IPEndPoint.Parse(primary), cancel);
            var options = new RunOptions(
                parsed.GetValue(_silos), parsed.GetValue(_rows), parsed.GetValue(_shards), parsed.GetValue(_processes),
                parsed.GetValue(_kill), parsed.GetValue(_checkpoint), parsed.GetValue(_resume));
            Check(options);
            return await new Run(options, console).RunAsync(cancel);
        });
    }

    private static void Check(RunOptions options)
    {
        AtLeastOne("--silos", options.Silos);
        AtLeastOne("--shards", options.Shards);
        AtLeastOne("--rows", options.Rows);
        if (options.Rows < options.Shards) throw new UserErrorException($"--rows must be at least --shards, {options.Shards}.");
        if (options.Rows / options.Shards > LogisticRows.MostRows)
        {
            throw new UserErrorException($"--shards must be larger: a shard holds at most {Text(LogisticRows.MostRows)} rows.");
        }
        if (options is { Kills: true, Silos: 1 }) throw new UserErrorException("--kill needs at least 2 silos: one must be left.");
    }

    private static void AtLeastOne(string name, long value)
    {
        if (value < 1) throw new UserErrorException($"{name} must be at least 1, but was {Text(value)}.");
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static Option<T> Number<T>(string name, T initial, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => initial,
    };
}
