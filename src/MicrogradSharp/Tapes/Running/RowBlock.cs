using System.Runtime.CompilerServices;
using MicrogradSharp.Tapes.Instructions;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Converts between rows, one after the other, and a block of slots × lanes, slot after slot.</summary>
internal static class RowBlock
{
    /// <summary>Copies columns of rows to slots.</summary>
    /// <remarks>Lanes after the last row repeat it, so they add no NaN or ∞ that the rows do not have.</remarks>
    /// <param name="rows">The rows of the block, at least one and at most <paramref name="lanes"/>.</param>
    /// <param name="columns">The numbers in a row.</param>
    /// <param name="used">The columns to read, one for each slot.</param>
    /// <param name="slots">Receives a lane for each row.</param>
    /// <param name="lanes">The lanes of a slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // a loop over the numbers of the rows: slow unless optimised at once
    public static void Read(ReadOnlySpan<double> rows, int columns, ReadOnlySpan<int> used, Span<double> slots, int lanes)
    {
        int count = rows.Length / columns;
        for (int first = 0; first < count; first += Frame.LaneGroup)      // a few rows at a time, so that both sides stay in the cache
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

    /// <summary>Copies a slot to a column of rows.</summary>
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
