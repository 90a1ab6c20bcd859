namespace MicrogradSharp.Tapes.Instructions;

/// <summary>The numbers that instructions run on: a value and a gradient for every slot and lane.</summary>
/// <remarks>
/// Slot k takes up [k · Lanes, (k + 1) · Lanes) of the arrays. Uniform values have one lane. Varying values have one lane for each row
/// of a block.
/// </remarks>
internal sealed class Frame(int slots, int maxLanes, int scratchSlots, int foreignRules)
{
    /// <summary>
    /// The number of lanes of a block is a multiple of this, the number of doubles in the widest vector, unless the block is one row.
    /// </summary>
    public const int LaneGroup = 8;

    private readonly AlignedArray _values = new(slots * maxLanes);
    private readonly AlignedArray _gradients = new(slots * maxLanes);
    private readonly AlignedArray _scratch = new(scratchSlots * maxLanes);

    /// <summary>Whether the values are those of a pass, not of rows.</summary>
    public bool IsUniform { get; init; }

    /// <summary>The number of lanes of the current block.</summary>
    public int Lanes { get; set; } = maxLanes;

    /// <summary>The uniform values that the block needs, packed in the order in which instructions read them.</summary>
    public double[] Packed { get; set; } = [];

    /// <summary>The gradients of <see cref="Packed"/>, summed over blocks.</summary>
    public double[] PackedGradients { get; set; } = [];

    /// <summary>
    /// Storage for the gradients of <see cref="Packed"/>, a slot for each value and a lane for each row, to keep the rows apart; null to
    /// sum them in <see cref="PackedGradients"/>.
    /// </summary>
    public AlignedArray? PackedRows { get; set; }

    /// <summary>Whether a row with gradient 0 must contribute exactly 0 even if its values are not finite. Slower.</summary>
    public bool IsCareful { get; set; }

    /// <summary>The nodes that foreign rules run on, made at first use.</summary>
    public Value?[] Foreign { get; } = new Value?[foreignRules];

    public Scratch Scratch => new(_scratch.Slice(0, scratchSlots * Lanes), Lanes);

    public Span<double> Values(int slot, int count = 1) => _values.Slice(slot * Lanes, count * Lanes);

    public Span<double> Gradients(int slot, int count = 1) => _gradients.Slice(slot * Lanes, count * Lanes);

    /// <summary>Returns the gradients of one packed value, a lane for each row, while <see cref="PackedRows"/> is set.</summary>
    public Span<double> PackedRow(int index) => PackedRows!.Value.Slice(index * Lanes, Lanes);

    public void ClearGradients() => Gradients(0, slots).Clear();
}
