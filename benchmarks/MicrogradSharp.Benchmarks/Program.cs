using System.Diagnostics;
using BenchmarkDotNet.Running;
using MicrogradSharp.Benchmarks;
using MicrogradSharp.Benchmarks.Cold;
using MicrogradSharp.Benchmarks.Derivatives;
using MicrogradSharp.Benchmarks.Fitting;
using MicrogradSharp.Benchmarks.Forward;
using MicrogradSharp.Benchmarks.MicroGpt;
using MicrogradSharp.Benchmarks.Shards;
using MicrogradSharp.Benchmarks.Steps;
using MicrogradSharp.Benchmarks.Tapes;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Benchmarks.Training;

long start = Stopwatch.GetTimestamp();
if (args is ["cold", ColdChild.Demo or ColdChild.Nothing])
{
    ColdChild.Run(args[1], start);
    return 0;
}
return Measure(args);

// Main itself stays small: it is compiled before its first line runs.
static int Measure(string[] args)
{
    if (args is ["steps", ..]) return Command.Run("steps", args.AsSpan(1), StepsCommand.Measure);
    if (args is ["tape", ..]) return Command.Run("tape", args.AsSpan(1), TapeCommand.Measure);
    if (args is ["microgpt", ..]) return Command.Run("microgpt", args.AsSpan(1), MicroGptCommand.Measure);
    if (args is ["trainer", ..]) return Command.Run("trainer", args.AsSpan(1), TrainerCommand.Measure);
    if (args is ["forward", ..]) return Command.Run("forward", args.AsSpan(1), ForwardCommand.Measure);
    if (args is ["fitting", ..]) return Command.Run("fitting", args.AsSpan(1), FittingCommand.Measure);
    if (args is ["cold", ..]) return Command.Run("cold", args.AsSpan(1), ColdCommand.Measure);
    if (args is ["cluster", ..]) return Command.Run("cluster", args.AsSpan(1), ShardsCommand.Measure);
    if (args is ["derivatives"])
    {
        DerivativesCommand.Measure();
        return 0;
    }
    if (args is [var first, ..] && !first.StartsWith('-'))
    {
        Console.Error.WriteLine(
            $"unknown command '{first}'; use {FloorOptions.Usage("steps")}, {FloorOptions.Usage("tape")}, "
            + $"{FloorOptions.Usage("microgpt")}, trainer, forward, fitting, derivatives, cold, cluster or --filter PATTERN");
        return 2;
    }

    var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchmarkConfig());
    return summaries.All(summary => summary.Reports.All(report => report.Success) && !summary.HasCriticalValidationErrors) ? 0 : 1;
}
