namespace MicrogradSharp.Tapes.Instructions;

/// <summary>Uniform values chosen by varying indices, such as rows of an embedding. Reads the tables where they are packed.</summary>
/// <param name="index">The indices.</param>
/// <param name="output">The first slot.</param>
/// <param name="length">The length of a table.</param>
/// <param name="offsets">For each member, the offset of its packed table. Several members may share one.</param>
internal sealed class LookupInstruction(Operand index, int output, int length, int[] offsets) : Instruction(output, index.Count)
{
    private readonly int[] _tables = offsets.Distinct().ToArray();

    public override string Symbol => $"lookup in {length}";

    public override Operand[] Operands { get; } = [index];

    public override int ScratchSlots => 0;

    public override long Cost => Count;

    /// <summary>The number of values of each table.</summary>
    public int Length => length;

    /// <summary>The offset of the packed table of each member.</summary>
    public ReadOnlySpan<int> Offsets => offsets;

    public override void Forward(Frame frame)
    {
        for (int k = 0; k < offsets.Length; k++)
        {
            var indices = frame.Values(index.Slots[k]);
            var y = frame.Values(Output + k);
            var table = frame.Packed.AsSpan(offsets[k], length);
            for (int r = 0; r < y.Length; r++)
            {
                double i = indices[r];
                y[r] = Gather.IsIn(i, length - 1) ? table[(int)i] : throw new InvalidIndexException(i, length - 1, r);
            }
        }
    }

    public override void Backward(Frame frame)
    {
        index.ClearFresh(frame);        // an index gets no gradient
        if (frame.PackedRows is not null) ClearRows(frame);
        for (int k = 0; k < offsets.Length; k++)
        {
            var indices = frame.Values(index.Slots[k]);
            var above = frame.Gradients(Output + k);
            if (frame.PackedRows is null)
            {
                var table = frame.PackedGradients.AsSpan(offsets[k], length);
                for (int r = 0; r < above.Length; r++) table[(int)indices[r]] += above[r];
            }
            else
            {
                for (int r = 0; r < above.Length; r++) frame.PackedRow(offsets[k] + (int)indices[r])[r] += above[r];
            }
        }
    }

    private void ClearRows(Frame frame)
    {
        foreach (int table in _tables)
        {
            for (int i = 0; i < length; i++) frame.PackedRow(table + i).Clear();
        }
    }
}
