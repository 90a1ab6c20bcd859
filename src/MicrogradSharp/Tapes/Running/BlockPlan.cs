using MicrogradSharp.Tapes.Instructions;

namespace MicrogradSharp.Tapes.Running;

/// <summary>How rows are cut into blocks, which run through the instructions at once, and blocks into chunks, which may run on other threads.</summary>
/// <remarks>
/// The plan depends on the number of rows alone. Within a chunk gradients add up block after block, and the sums of the chunks are added in
/// their order, so that any number of threads gives the same bits.
/// </remarks>
internal readonly struct BlockPlan
{
    private const int MaxChunks = 32;
    private const int MinChunkRows = 512;

    private readonly int _rows;
    private readonly int _blocksPerChunk;

    public BlockPlan(int rows, int maxLanes)
    {
        int blocks = Divide(rows, maxLanes);
        _rows = rows;
        Lanes = Divide(Divide(rows, blocks), Frame.LaneGroup) * Frame.LaneGroup;
        blocks = Divide(rows, Lanes);
        _blocksPerChunk = Math.Max(Divide(MinChunkRows, Lanes), Divide(blocks, MaxChunks));
        Chunks = Divide(blocks, _blocksPerChunk);
    }

    /// <summary>The lanes of every block, a multiple of <see cref="Frame.LaneGroup"/>; the last block may have fewer rows.</summary>
    public int Lanes { get; }

    public int Chunks { get; }

    /// <summary>The first row of a chunk, and the first behind it.</summary>
    public (int Start, int End) Chunk(int chunk)
    {
        int rows = _blocksPerChunk * Lanes;
        return (chunk * rows, Math.Min(_rows, (chunk + 1) * rows));
    }

    private static int Divide(int numerator, int denominator) => (numerator + denominator - 1) / denominator;
}
