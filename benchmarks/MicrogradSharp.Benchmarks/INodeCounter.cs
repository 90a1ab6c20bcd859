namespace MicrogradSharp.Benchmarks;

/// <summary>A class of benchmarks that knows how many nodes each of its rows works on.</summary>
internal interface INodeCounter
{
    /// <summary>Returns the number of nodes of a row, with the parameters that are set; null for a row without a graph.</summary>
    /// <param name="benchmark">The name of the benchmark's method.</param>
    int? CountNodes(string benchmark);
}
