using System.Globalization;

namespace MicrogradSharp.Orleans;

/// <summary>A shard that takes much longer than the others in a step.</summary>
/// <param name="Shard">The name of the shard.</param>
/// <param name="Elapsed">The time that it has taken so far.</param>
/// <param name="Median">The median time of the shards that are done.</param>
/// <param name="Silo">The address of its silo; null if the silo does not answer.</param>
public sealed record Straggler(string Shard, TimeSpan Elapsed, TimeSpan Median, string? Silo)
{
    /// <summary>Returns one line: <c>shard 'part-3.csv' on S127.0.0.1:11111 takes 9.1 s, the others 2.0 s</c>.</summary>
    public override string ToString()
    {
        string silo = Silo ?? "a silo that does not answer";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"shard '{Shard}' on {silo} takes {Elapsed.TotalSeconds:F1} s, the others {Median.TotalSeconds:F1} s");
    }
}
