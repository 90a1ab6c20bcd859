using System.Collections.Concurrent;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace MicrogradSharp.Benchmarks;

/// <summary>The number of nodes of a row's graph.</summary>
/// <remarks>
/// Each row is measured in its own process, and the table is made in this one. To count the nodes, it builds the graph again.
/// </remarks>
internal sealed class NodesColumn : IColumn
{
    private readonly ConcurrentDictionary<BenchmarkCase, string> _counts = [];

    private NodesColumn()
    {
    }

    public static NodesColumn Default { get; } = new();

    public string Id => nameof(NodesColumn);

    public string ColumnName => "Nodes";

    public string Legend => "Number of nodes in the graph, including leaves; - if there is no graph";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => _counts.GetOrAdd(benchmarkCase, Count);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;

    private static string Count(BenchmarkCase benchmarkCase)
    {
        var descriptor = benchmarkCase.Descriptor;
        if (Activator.CreateInstance(descriptor.Type) is not INodeCounter counter) return "-";
        foreach (var parameter in benchmarkCase.Parameters.Items)
        {
            descriptor.Type.GetProperty(parameter.Name)!.SetValue(counter, parameter.Value);
        }
        return counter.CountNodes(descriptor.WorkloadMethod.Name)?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";
    }
}
