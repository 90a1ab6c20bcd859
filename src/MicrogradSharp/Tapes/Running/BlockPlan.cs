using MicrogradSharp.Tapes.Instructions;

namespace MicrogradSharp.Tapes.Running;

/// <summary>
/// How rows are split into blocks and blocks into chunks. The rows of a block run through the instructions together. Chunks may run on
/// different threads.
/// </summary>
/// <remarks>
/// The plan depends only on the program and the number of rows. Gradients are summed block by block within a chunk, and then chunk by
/// chunk in order, so results are bit-identical for any number of threads.
/// </remarks>
internal readonly struct BlockPlan
{
    /// <summary>The number of rows that are worth a chunk of their own, whatever the program.</summary>
    public const int ChunkRows = 512;

    private const int MaxChunks = 32;
    private readonly int _rows;
    private readonly int _blocksPerChunk;

    /// <param name="rows">The number of rows.</param>
    /// <param name="maxLanes">The maximum number of rows in a block.</param>
    /// <param name="minChunkRows">The number of rows that are worth a chunk of their own.</param>
    public BlockPlan(int rows, int maxLanes, int minChunkRows = ChunkRows)
    {
        int blocks = Divide(rows, maxLanes);
        _rows = rows;
        Lanes = rows == 1 ? 1 : Divide(Divide(rows, blocks), Frame.LaneGroup) * Frame.LaneGroup;
        blocks = Divide(rows, Lanes);
        _blocksPerChunk = Math.Max(Divide(minChunkRows, Lanes), Divide(blocks, MaxChunks));
        Chunks = Divide(blocks, _blocksPerChunk);
    }

    /// <summary>
    /// The lanes of every block, a multiple of <see cref="Frame.LaneGroup"/> unless there is one row; the last block may have fewer rows.
    /// </summary>
    public int Lanes { get; }

    public int Chunks { get; }

    /// <summary>The first row of a chunk, and the first row after it.</summary>
    public (int Start, int End) Chunk(int chunk)
    {
        int rows = _blocksPerChunk * Lanes;
        return (chunk * rows, Math.Min(_rows, (chunk + 1) * rows));
    }

    private static int Divide(int numerator, int denominator) => (numerator + denominator - 1) / denominator;
}
