using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using Perfolizer.Horology;

namespace MicrogradSharp.Benchmarks;

/// <summary>Short runs: the ratios span orders of magnitude, and all tables should be done within minutes.</summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    public BenchmarkConfig()
    {
        AddJob(new Job("Short")
            .WithWarmupCount(6)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithGcServer(false)
            .WithGcConcurrent(false));
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)));
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddColumn(NodesColumn.Default, StatisticColumn.Mean, BaselineRatioColumn.RatioMean);
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(30).WithRatioStyle(RatioStyle.Value));
    }
}
