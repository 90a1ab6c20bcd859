using System.Text;

namespace MicrogradSharp.Diagnostics;

/// <summary>The size of a graph. <see cref="ToString"/> returns a table.</summary>
public sealed record GraphSummary
{
    internal GraphSummary(Graph graph)
    {
        (string Symbol, int Count)[] operators =
            [.. graph.CountBySymbol().Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value)];
        Operators = Array.AsReadOnly(operators);
        Operations = operators.Sum(pair => pair.Count);
        Leaves = graph.Count - Operations;
        Depth = graph.Depth();
        ApproximateBytes = graph.Values.Sum(value => value.ApproximateBytes);
    }

    /// <summary>The number of operations by <see cref="IBackward.Symbol"/>, the most frequent first.</summary>
    public IReadOnlyList<(string Symbol, int Count)> Operators { get; }

    /// <summary>The number of leaves.</summary>
    public int Leaves { get; }

    /// <summary>The number of operations.</summary>
    public int Operations { get; }

    /// <summary>The largest number of operations on a path from a leaf to the output.</summary>
    public int Depth { get; }

    /// <summary>
    /// The heap size of the values in a 64-bit process, without labels and rules: 64 bytes each, plus the list of inputs if there are more
    /// than two.
    /// </summary>
    public long ApproximateBytes { get; }

    /// <summary>One line per operator, then the totals.</summary>
    public override string ToString()
    {
        var table = new TextTable("operator", "count");
        foreach (var (symbol, count) in Operators) table.Add(symbol, NumberText.Whole(count));
        table.Add("operations", NumberText.Whole(Operations));
        table.Add("leaves", NumberText.Whole(Leaves));
        table.Add("depth", NumberText.Whole(Depth));
        var text = new StringBuilder();
        table.AppendTo(text);
        return text.Append("about ").Append(NumberText.Bytes(ApproximateBytes)).Append('\n').ToString();
    }
}
