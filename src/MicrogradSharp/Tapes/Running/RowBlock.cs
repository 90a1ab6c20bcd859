using MicrogradSharp.Tapes.Instructions;

namespace MicrogradSharp.Tapes.Running;

/// <summary>The way from rows, one after the other, to a block of slots × lanes, slot after slot, and back.</summary>
internal static class RowBlock
{
    /// <summary>Columns of rows become slots.</summary>
    /// <remarks>Lanes behind the last row repeat it: whatever is computed there is as harmless as the row.</remarks>
    /// <param name="rows">The rows of the block, at least one and at most <paramref name="lanes"/>.</param>
    /// <param name="columns">The numbers in a row.</param>
    /// <param name="used">The columns to read, one for each slot.</param>
    /// <param name="slots">Receives a lane for each row.</param>
    /// <param name="lanes">The lanes of a slot.</param>
    public static void Read(ReadOnlySpan<double> rows, int columns, ReadOnlySpan<int> used, Span<double> slots, int lanes)
    {
        int count = rows.Length / columns;
        for (int first = 0; first < count; first += Frame.LaneGroup)      // a few rows at a time: both sides stay in cache
        {
            int last = Math.Min(count, first + Frame.LaneGroup);
            for (int k = 0; k < used.Length; k++)
            {
                int column = used[k];
                var lane = slots.Slice(k * lanes, lanes);
                for (int r = first; r < last; r++) lane[r] = rows[r * columns + column];
            }
        }
        for (int k = 0; k < used.Length; k++)
        {
            var lane = slots.Slice(k * lanes, lanes);
            lane[count..].Fill(lane[count - 1]);
        }
    }

    /// <summary>A slot becomes a column of rows.</summary>
    /// <param name="slot">A lane for each row, or more.</param>
    /// <param name="rows">Receives the column.</param>
    /// <param name="columns">The numbers in a row.</param>
    /// <param name="column">The column to write.</param>
    public static void Write(ReadOnlySpan<double> slot, Span<double> rows, int columns, int column)
    {
        int count = rows.Length / columns;
        for (int r = 0; r < count; r++) rows[r * columns + column] = slot[r];
    }
}
