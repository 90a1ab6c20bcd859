using BenchmarkDotNet.Running;
using MicrogradSharp.Benchmarks;
using MicrogradSharp.Benchmarks.Steps;

if (args is ["steps", ..]) return StepsCommand.Run(args.AsSpan(1));
if (args is [var first, ..] && !first.StartsWith('-'))
{
    Console.Error.WriteLine($"unknown command '{first}'; use {StepsOptions.Usage} or --filter PATTERN");
    return 2;
}

var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchmarkConfig());
return summaries.All(summary => summary.Reports.All(report => report.Success) && !summary.HasCriticalValidationErrors) ? 0 : 1;
