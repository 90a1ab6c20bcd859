using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Tapes.Program;

/// <summary>A recorded function as instructions: immutable after assembly, and shared by all passes.</summary>
/// <remarks>
/// Uniform slots hold the parameters, then the constants, then what is computed from them. Varying slots hold the used columns, then
/// what is computed from them. Uniform values that blocks read are packed: the weights of dense instructions, and values to broadcast.
/// </remarks>
internal sealed class TapeProgram
{
    private const int LargestBlock = 128;               // rows
    private const long CacheBytes = 1 << 20;            // values and gradients of a block should fit in the second-level cache

    private const long ChunkCost = 500_000;             // multiply-adds forward: some 0.2 ms for both passes
    private const int ChunkPacked = 1 << 15;            // each chunk has gradients of its own: if they leave the cache, they take time

    private int? _maxLanes, _maxJacobianLanes;

    public required int Columns { get; init; }

    public required int Parameters { get; init; }

    /// <summary>The columns that the outputs depend on. Their slots are the first varying ones.</summary>
    public required int[] UsedColumns { get; init; }

    public required double[] Constants { get; init; }

    /// <summary>The uniform slots to pack, in order.</summary>
    public required int[] PackedSources { get; init; }

    public required Instruction[] Uniform { get; init; }

    public required int UniformSlots { get; init; }

    public required Instruction[] Varying { get; init; }

    public required int VaryingSlots { get; init; }

    public required int ForeignRules { get; init; }

    public required TapeOutput[] Outputs { get; init; }

    /// <summary>Whether any output depends on the row.</summary>
    public bool HasVaryingOutput => Array.Exists(Outputs, output => output.IsVarying);

    /// <summary>The maximum number of rows in a block, a multiple of <see cref="Frame.LaneGroup"/>.</summary>
    public int MaxLanes => _maxLanes ??= FindMaxLanes();

    /// <summary>
    /// The maximum number of rows in a block of a Jacobian, which keeps the gradients of the uniform values for every row.
    /// </summary>
    public int MaxJacobianLanes => _maxJacobianLanes ??=
        Math.Min(MaxLanes, FittingLanes(PackedSources.Length + 2L * UniformSlots + MaxScratch(Uniform)));

    /// <summary>
    /// The number of rows that are worth a chunk of their own: adding its gradients to those of the others must cost little beside them.
    /// </summary>
    public int MinChunkRows => PackedSources.Length > ChunkPacked
        ? BlockPlan.ChunkRows
        : (int)Math.Clamp(Math.Max(ChunkCost, 64L * PackedSources.Length) / Math.Max(1, ForwardCost), 1, BlockPlan.ChunkRows);

    /// <summary>The cost of a forward pass per row, in multiply-adds; a backward pass costs about twice as much.</summary>
    public required long ForwardCost { get; init; }

    /// <summary>Makes empty storage for the uniform values, repeated for every row.</summary>
    public Frame MakeRepeatedFrame(int lanes) => new(UniformSlots, lanes, MaxScratch(Uniform), ForeignRules);

    /// <summary>Makes storage for the uniform values, with the constants in place.</summary>
    public Frame MakeUniformFrame()
    {
        var frame = new Frame(UniformSlots, maxLanes: 1, MaxScratch(Uniform), ForeignRules) { IsUniform = true };
        if (Constants.Length > 0) Constants.CopyTo(frame.Values(Parameters, Constants.Length));
        return frame;
    }

    public Frame MakeBlockFrame() => new(VaryingSlots, MaxLanes, MaxScratch(Varying), ForeignRules);

    private int FindMaxLanes() => FittingLanes(Math.Max(2L * VaryingSlots, MaxScratch(Varying)));

    private static int FittingLanes(long slots)
    {
        long lanes = CacheBytes / sizeof(double) / Math.Max(1, slots);
        return (int)Math.Clamp(lanes / Frame.LaneGroup * Frame.LaneGroup, Frame.LaneGroup, LargestBlock);
    }

    private static int MaxScratch(Instruction[] instructions)
    {
        int most = 0;
        foreach (var instruction in instructions) most = Math.Max(most, instruction.ScratchSlots);
        return most;
    }
}
