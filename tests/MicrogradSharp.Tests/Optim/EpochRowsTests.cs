using CsCheck;
using MicrogradSharp.Datasets;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

public sealed class EpochRowsTests
{
    private static readonly Gen<(int Count, int BatchSize, int Seed, int Epoch, bool IsShuffled)> s_batches =
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 80], Gen.Int, Gen.Int[0, 1000], Gen.Bool);

    [Fact]
    public void Batches_hold_every_row_once_in_any_order() =>
        s_batches.Sample((count, batchSize, seed, epoch, isShuffled) =>
        {
            var data = Numbered(count);
            var rows = new EpochRows(data, batchSize, isShuffled ? seed : null);
            rows.Begin(epoch);
            var seen = new List<double>();
            for (int batch = 0; batch < rows.BatchCount; batch++)
            {
                var (first, end) = rows.Range(batch);
                var numbers = rows.Batch(batch);
                numbers.Length.Should().Be((end - first) * 2);
                (end - first).Should().Be(batch < rows.BatchCount - 1 ? Math.Min(batchSize, count) : count - batch * rows.BatchSize);
                for (int i = 0; i < end - first; i++)
                {
                    numbers[2 * i].Should().Be(rows.RowAt(first + i));
                    numbers[2 * i + 1].Should().Be(-numbers[2 * i]);
                    seen.Add(numbers[2 * i]);
                }
            }
            if (isShuffled && batchSize < count) seen.Order().Should().Equal(Enumerable.Range(0, count).Select(row => (double)row));
            else seen.Should().Equal(Enumerable.Range(0, count).Select(row => (double)row));
        });

    [Fact]
    public void The_order_depends_on_the_seed_and_the_epoch_alone()
    {
        var rows = new EpochRows(Numbered(20), 7, seed: 5);
        int[] third = Order(rows, 3);
        Order(rows, 4).Should().NotEqual(third);
        Order(rows, 3).Should().Equal(third);
        Order(new EpochRows(Numbered(20), 3, seed: 5), 3).Should().Equal(third);
        Order(new EpochRows(Numbered(20), 7, seed: 6), 3).Should().NotEqual(third);
        Order(new EpochRows(Numbered(20), 7, seed: 6), 2).Should().NotEqual(third, "a neighbour's epochs are not the same ones in turn");
    }

    /// <summary>These orders must never change: resuming from a file of an older version must give the same numbers.</summary>
    [Fact]
    public void The_order_is_the_same_on_every_machine_and_in_every_version()
    {
        Order(new EpochRows(Numbered(10), 3, seed: 1337), 0).Should().Equal(9, 5, 7, 1, 3, 0, 6, 8, 4, 2);
        Order(new EpochRows(Numbered(10), 3, seed: -1), 41).Should().Equal(5, 8, 2, 3, 7, 4, 9, 1, 0, 6);
        var random = new SplitMix64(0);
        random.Next().Should().Be(0xE220A8397B1DCDAF, "the first number of the reference, whose state starts from the mixed seed 0");
    }

    [Fact]
    public void Every_row_comes_to_every_place_equally_often()
    {
        const int count = 5, epochs = 20_000;
        var rows = new EpochRows(Numbered(count), 2, seed: 1);
        int[,] times = new int[count, count];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int[] order = Order(rows, epoch);
            for (int place = 0; place < count; place++) times[place, order[place]]++;
        }
        foreach (int n in times) n.Should().BeCloseTo(epochs / count, 300, "its deviation is 57");
    }

    private static int[] Order(EpochRows rows, int epoch)
    {
        rows.Begin(epoch);
        int count = rows.Range(rows.BatchCount - 1).End;
        return [.. Enumerable.Range(0, count).Select(rows.RowAt)];
    }

    private static Dataset Numbered(int count) =>
        new(["row", "minus"], [.. Enumerable.Range(0, count).SelectMany(row => new double[] { row, -row })]);
}
