using MicrogradSharp;
using MicrogradSharp.Orleans;

namespace Cluster;

/// <summary>Rows of 8 inputs and a label, which depend on their number only, and the logistic loss of a row.</summary>
internal static class LogisticRows
{
    public const string Function = "logistic", Source = "generated";
    public const int Inputs = 8, Columns = Inputs + 1, Parameters = Inputs + 1;
    public const long MostRows = int.MaxValue / Columns / 2;

    private static readonly double[] s_weights = [1.5, -2, 0.5, 0, 3, -0.25, 1, -1];
    private const double Bias = 0.4;

    /// <summary>What every silo knows.</summary>
    public static void Configure(ShardFunctions functions) => functions
        .Add(Function, Columns, Parameters, Loss)
        .AddSource(Source, shard => new ShardRows(Generate(shard.First, shard.Count), Columns));

    /// <summary>log(1 + exp(−label · (w · x + bias))).</summary>
    public static Node Loss(ReadOnlySpan<Node> p, ReadOnlySpan<Node> row) =>
        (-row[Inputs] * (Node.Dot(p[..Inputs], row[..Inputs]) + p[Inputs])).Softplus();

    /// <summary>The parameters that the labels were drawn with.</summary>
    public static double[] Truth => [.. s_weights, Bias];

    /// <summary>Makes rows. A label of 1 has the probability that the true parameters give, else it is −1.</summary>
    public static double[] Generate(long first, long count)
    {
        double[] rows = new double[count * Columns];
        for (long i = 0; i < count; i++)
        {
            var row = rows.AsSpan((int)i * Columns, Columns);
            ulong state = (ulong)(first + i) * Columns * 0x9E3779B97F4A7C15;       // a row takes a number for each column
            double sum = Bias;
            for (int k = 0; k < Inputs; k++)
            {
                row[k] = 2 * Uniform(ref state) - 1;
                sum += s_weights[k] * row[k];
            }
            row[Inputs] = Uniform(ref state) * (1 + Math.Exp(-sum)) < 1 ? 1 : -1;
        }
        return rows;
    }

    /// <summary>The next number in [0, 1): SplitMix64, G. L. Steele, D. Lea and C. H. Flood (2014).</summary>
    private static double Uniform(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1ul << 53));
    }
}
