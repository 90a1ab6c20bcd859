namespace MicrogradSharp.Orleans.Tests;

/// <summary>Rows that depend on their number only, and their loss.</summary>
internal static class Rows
{
    public const int Columns = 3;

    /// <summary>Shards of different sizes.</summary>
    public static Shard[] Shards { get; } =
    [
        Shard.FromCode("generated", 0, 700),
        Shard.FromCode("generated", 700, 100),
        Shard.FromCode("generated", 800, 1),
        Shard.FromCode("generated", 801, 999),
        Shard.FromCode("generated", 1800, 1200),
        Shard.FromCode("generated", 3000, 555),
    ];

    /// <summary>The logistic loss of two inputs and a label of ±1, with a bias.</summary>
    public static Node Loss(ReadOnlySpan<Node> p, ReadOnlySpan<Node> row) =>
        (-row[2] * (p[0] * row[0] + p[1] * row[1] + p[2])).Softplus();

    /// <summary>Two inputs and a label of ±1.</summary>
    public static double[] Of(long first, long count)
    {
        double[] rows = new double[count * Columns];
        for (long i = 0; i < count; i++)
        {
            var random = new Random((int)(first + i));
            double x = 2 * random.NextDouble() - 1, y = 2 * random.NextDouble() - 1;
            (rows[Columns * i], rows[Columns * i + 1]) = (x, y);
            rows[Columns * i + 2] = 2 * x - y + 0.3 + random.NextDouble() - 0.5 > 0 ? 1 : -1;
        }
        return rows;
    }

    /// <summary>A time and a decaying value with some noise.</summary>
    public static double[] OfDecay(long first, long count)
    {
        double[] rows = new double[2 * count];
        for (long i = 0; i < count; i++)
        {
            double time = 0.01 * (first + i);
            (rows[2 * i], rows[2 * i + 1]) = (time, 3 * Math.Exp(-0.4 * time) + 0.01 * new Random((int)(first + i)).NextDouble());
        }
        return rows;
    }

    /// <summary>The loss over rows on this machine.</summary>
    public static Optim.RowsObjective Local(double[] rows)
    {
        Node[] p = [0, 0, 0];
        return new Optim.RowsObjective(Tape.Record(Columns, row => Loss(p, row)), rows, p);
    }
}
