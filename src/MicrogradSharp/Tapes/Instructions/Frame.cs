namespace MicrogradSharp.Tapes.Instructions;

/// <summary>The numbers of one run of instructions: a value and a gradient for every slot, repeated for every lane.</summary>
/// <remarks>Slot k has lanes [k · Lanes, (k + 1) · Lanes) of the arrays. Uniform values have one lane, varying ones a lane for each row of a block.</remarks>
internal sealed class Frame(int slots, int maxLanes, int scratchSlots, int foreignRules)
{
    /// <summary>The number of lanes of a block is a multiple of this: the doubles of the widest vector.</summary>
    public const int LaneGroup = 8;

    private readonly AlignedArray _values = new(slots * maxLanes);
    private readonly AlignedArray _gradients = new(slots * maxLanes);
    private readonly AlignedArray _scratch = new(scratchSlots * maxLanes);

    /// <summary>The number of lanes of the block that runs.</summary>
    public int Lanes { get; set; } = maxLanes;

    /// <summary>Uniform values that the block needs, packed in the order in which instructions read them.</summary>
    public double[] Packed { get; set; } = [];

    /// <summary>The gradients of <see cref="Packed"/>, added up over blocks.</summary>
    public double[] PackedGradients { get; set; } = [];

    /// <summary>Whether a row without gradient must contribute exactly nothing even where its values are not finite. Slower.</summary>
    public bool IsCareful { get; set; }

    /// <summary>The nodes on which foreign rules run, made at first use.</summary>
    public Value?[] Foreign { get; } = new Value?[foreignRules];

    public Scratch Scratch => new(_scratch.Slice(0, scratchSlots * Lanes), Lanes);

    public Span<double> Values(int slot, int count = 1) => _values.Slice(slot * Lanes, count * Lanes);

    public Span<double> Gradients(int slot, int count = 1) => _gradients.Slice(slot * Lanes, count * Lanes);

    public void ClearGradients() => Gradients(0, slots).Clear();
}
