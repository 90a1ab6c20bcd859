using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Tests.Tapes;

public sealed class BlockPlanTests
{
    private static readonly int[] s_rows =
    [
        1, 2, 7, 8, 9, 15, 16, 100, 128, 129, 511, 512, 513, 1000, 4096, 5000, 16_385, 99_999, 100_000, 1_000_003,
    ];

    private static readonly int[] s_chunks = [1, 8, 30, 512];

    public static TheoryData<int> MaxLanes => [8, 16, 24, 64, 120, 128];

    [Theory, MemberData(nameof(MaxLanes))]
    public void Chunks_cover_every_row_once_in_order(int maxLanes)
    {
        foreach (var (rows, chunk) in s_rows.SelectMany(rows => s_chunks.Select(chunk => (rows, chunk))))
        {
            var plan = new BlockPlan(rows, maxLanes, chunk);
            int covered = 0;
            for (int i = 0; i < plan.Chunks; i++)
            {
                var (start, end) = plan.Chunk(i);
                start.Should().Be(covered);
                end.Should().BeGreaterThan(start);
                covered = end;
                if (i < plan.Chunks - 1) ((end - start) % plan.Lanes).Should().Be(0, "only the last block may be cut short");
            }
            covered.Should().Be(rows);
        }
    }

    [Theory, MemberData(nameof(MaxLanes))]
    public void Lanes_are_a_multiple_of_eight_within_the_limit_and_wide_enough(int maxLanes)
    {
        foreach (int rows in s_rows)
        {
            var plan = new BlockPlan(rows, maxLanes);
            if (rows == 1)
            {
                plan.Lanes.Should().Be(1, "a row alone fills no vector");
                continue;
            }
            (plan.Lanes % 8).Should().Be(0);
            plan.Lanes.Should().BeInRange(8, maxLanes).And.BeLessThan(rows + 8, "lanes without a row are wasted");
        }
    }

    [Theory, MemberData(nameof(MaxLanes))]
    public void Chunks_are_few_and_worth_a_thread(int maxLanes)
    {
        foreach (var (rows, chunk) in s_rows.SelectMany(rows => s_chunks.Select(chunk => (rows, chunk))))
        {
            var plan = new BlockPlan(rows, maxLanes, chunk);
            plan.Chunks.Should().BeInRange(1, 32);
            if (plan.Chunks > 1) plan.Chunk(0).End.Should().BeGreaterThanOrEqualTo(chunk);
        }
    }

    [Fact]
    public void Rows_are_spread_evenly_over_blocks() =>
        new BlockPlan(129, 128).Lanes.Should().Be(72, "two blocks of 65 rows, not of 128 and 1");
}
