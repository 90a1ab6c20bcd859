namespace MicrogradSharp.Tapes.Instructions;

/// <summary>Repeats uniform values in every lane.</summary>
/// <param name="output">The first slot.</param>
/// <param name="sources">The uniform slots.</param>
/// <param name="offset">The offset of the packed values.</param>
internal sealed class BroadcastInstruction(int output, int[] sources, int offset) : Instruction(output, sources.Length)
{
    public override string Symbol => "broadcast";

    public override Operand[] Operands => [];

    public override int ScratchSlots => 0;

    /// <summary>The uniform slots that are repeated.</summary>
    public ReadOnlySpan<int> Sources => sources;

    public override void Forward(Frame frame)
    {
        for (int i = 0; i < Count; i++) frame.Values(Output + i).Fill(frame.Packed[offset + i]);
    }

    public override void Backward(Frame frame)
    {
        for (int i = 0; i < Count; i++)
        {
            var gradients = frame.Gradients(Output + i);
            if (frame.PackedRows is null) frame.PackedGradients[offset + i] += RowArithmetic.Sum(gradients);
            else gradients.CopyTo(frame.PackedRow(offset + i));
        }
    }
}
