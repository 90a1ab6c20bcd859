using CsCheck;
using MicrogradSharp.Datasets;

namespace MicrogradSharp.Tests.Datasets;

/// <summary>Shuffling, splitting and batching neither lose nor duplicate rows.</summary>
public sealed class DatasetRowsTests
{
    private static readonly Gen<(int Rows, int Size, int Seed)> s_cases = Gen.Select(Gen.Int[0, 70], Gen.Int[1, 80], Gen.Int);

    [Fact]
    public void A_shuffled_data_set_has_the_same_rows_in_another_order()
    {
        var table = Numbered(100);
        var shuffled = table.Shuffle(new Random(5));
        FirstColumn(shuffled).Should().BeEquivalentTo(FirstColumn(table)).And.NotBeInAscendingOrder();
        FirstColumn(table.Shuffle(new Random(5))).Should().Equal(FirstColumn(shuffled), "the seed is the same");
        FirstColumn(table.Shuffle(new Random(6))).Should().NotEqual(FirstColumn(shuffled));
        FirstColumn(table).Should().BeInAscendingOrder("a data set does not change");
        RowsAreWhole(shuffled);
        shuffled.ColumnNames.Should().Equal("number", "twice");
    }

    [Fact]
    public void Every_order_of_three_rows_is_as_likely_as_any_other()
    {
        var random = new Random(11);
        var counts = Enumerable.Range(0, 6000).Select(_ => string.Join(' ', FirstColumn(Numbered(3).Shuffle(random))))
            .CountBy(order => order).ToArray();
        counts.Should().HaveCount(6).And.OnlyContain(order => Math.Abs(order.Value - 1000) < 150);
    }

    [Theory]
    [InlineData(200, 0.75, 150)]
    [InlineData(100, 0.29, 29)]         // 0.29 · 100 is 28.999999999999996
    [InlineData(3, 0.5, 2)]
    [InlineData(2, 0.3, 1)]
    public void Parts_have_the_fraction_of_the_rows_and_the_rest(int rows, double fraction, int expected)
    {
        var table = Numbered(rows);
        var (train, test) = table.Split(fraction, new Random(1));
        (train.RowCount, test.RowCount).Should().Be((expected, rows - expected));
        FirstColumn(train).Concat(FirstColumn(test)).Should().BeEquivalentTo(FirstColumn(table));
        RowsAreWhole(train);
        RowsAreWhole(test);
        var (head, tail) = table.Split(fraction);
        FirstColumn(head).Should().Equal(Enumerable.Range(0, expected).Select(i => (double)i));
        FirstColumn(tail).Should().Equal(Enumerable.Range(expected, rows - expected).Select(i => (double)i));
    }

    [Fact]
    public void Rows_are_shuffled_before_they_are_split_and_the_seed_decides()
    {
        var table = Numbered(200);
        double[] train = FirstColumn(table.Split(0.75, new Random(1)).First);
        train.Max().Should().BeGreaterThan(150);
        FirstColumn(table.Split(0.75, new Random(1)).First).Should().Equal(train);
        FirstColumn(table.Split(0.75, new Random(2)).First).Should().NotEqual(train);
    }

    [Fact]
    public void Batches_hold_every_row_once_and_the_last_is_shorter()
    {
        var batches = Numbered(150).Batches(32, new Random(2)).ToArray();
        batches.Select(batch => batch.RowCount).Should().Equal(32, 32, 32, 32, 22);
        batches.SelectMany(FirstColumn).Should().BeEquivalentTo(FirstColumn(Numbered(150))).And.NotBeInAscendingOrder();
        Numbered(150).Batches(32).SelectMany(FirstColumn).Should().Equal(FirstColumn(Numbered(150)));
        Numbered(0).Batches(3).Should().BeEmpty();
    }

    [Fact]
    public void Any_size_splits_any_rows_into_batches() => s_cases.Sample(
        c =>
        {
            var table = Numbered(c.Rows);
            foreach (var batches in new[] { table.Batches(c.Size).ToArray(), table.Batches(c.Size, new Random(c.Seed)).ToArray() })
            {
                batches.Should().HaveCount((int)Math.Ceiling(c.Rows / (double)c.Size));
                batches.SkipLast(1).Select(batch => batch.RowCount).Distinct().Should().BeSubsetOf([c.Size]);
                batches.SelectMany(FirstColumn).Order().Should().Equal(FirstColumn(table));
                foreach (var batch in batches) RowsAreWhole(batch);
            }
        },
        iter: 200);

    [Fact]
    public void The_largest_size_gives_one_batch() =>
        Numbered(5).Batches(int.MaxValue).Should().ContainSingle().Which.RowCount.Should().Be(5);

    [Fact]
    public void One_result_enumerated_twice_gives_the_same_batches_and_the_next_call_others()
    {
        var random = new Random(3);
        var epoch = Numbered(50).Batches(8, random);
        double[] once = [.. epoch.SelectMany(FirstColumn)];
        epoch.SelectMany(FirstColumn).Should().Equal(once);
        Numbered(50).Batches(8, random).SelectMany(FirstColumn).Should().NotEqual(once);
    }

    [Fact]
    public void A_batch_is_made_when_its_turn_comes()
    {
        var batches = Numbered(1000).Batches(10);
        batches.First().Should().NotBeSameAs(batches.First());
    }

    [Fact]
    public void Wrong_arguments_are_named_at_the_call()
    {
        var table = Numbered(200);
        (Action Use, string Message)[] wrong =
        [
            (() => table.Batches(0), "size must be at least 1, but was 0.*"),
            (() => table.Batches(-1, new Random(1)), "size must be at least 1, but was -1.*"),
            (() => table.Batches(1, null!), "*random*"),
            (() => table.Shuffle(null!), "*random*"),
            (() => table.Split(0.5, null!), "*random*"),
            (() => table.Split(0), "fraction must be above 0 and below 1, but was 0.*"),
            (() => table.Split(1, new Random(1)), "fraction must be above 0 and below 1, but was 1.*"),
            (() => table.Split(double.NaN), "fraction must be above 0 and below 1, but was NaN.*"),
            (() => table.Split(0.001), "fraction must leave at least 1 row on each side, but 0.001 splits 200 rows into 0 and 200.*"),
            (
                () => table.Split(0.999, new Random(1)),
                "fraction must leave at least 1 row on each side, but 0.999 splits 200 rows into 200 and 0.*"),
            (() => Numbered(1).Split(0.5), "fraction must leave at least 1 row on each side, but 0.5 splits 1 row into 1 and 0.*"),
            (() => Numbered(0).Split(0.5), "fraction must leave at least 1 row on each side, but 0.5 splits 0 rows into 0 and 0.*"),
        ];
        foreach (var (use, message) in wrong) use.Should().Throw<ArgumentException>().WithMessage(message);
    }

    private static Dataset Numbered(int rows) =>
        new(["number", "twice"], [.. Enumerable.Range(0, rows).SelectMany(i => new double[] { i, 2 * i })]);

    private static double[] FirstColumn(Dataset table) => table.Column(0);

    private static void RowsAreWhole(Dataset table) =>
        table.Column("twice").Should().Equal(table.Column("number").Select(number => 2 * number));
}
