namespace MicrogradSharp.Tapes.Instructions;

/// <summary>
/// A unary operator that overwrites the affine terms it reads. A layer then needs half the memory, and more of it stays in the cache.
/// </summary>
/// <remarks>Safe: nothing else reads these terms, their backward pass needs no values, and the slope follows from the value.</remarks>
internal sealed class InPlaceInstruction(UnaryExpr rule, int slot, int count) : Instruction(slot, count)
{
    public override IBackward Rule => rule;

    public override string Symbol => $"{rule.Symbol} in place";

    public override Operand[] Operands { get; } = [];

    public override int ScratchSlots => Count;

    public override void Forward(Frame frame)
    {
        var values = frame.Values(Output, Count);
        rule.ForwardRows(values, values, frame.IsUniform);
    }

    public override void Backward(Frame frame) =>
        rule.BackwardInPlace(frame.Values(Output, Count), frame.Gradients(Output, Count), frame.Scratch.Take(Count));
}
