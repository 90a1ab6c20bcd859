namespace MicrogradSharp.Tapes.Instructions;

/// <summary>A unary operator that overwrites the affine terms below it: half the memory that a layer goes through, and the cache holds more of it.</summary>
/// <remarks>Safe: nothing else reads these terms, they need no values to run backward, and the slope follows from the value.</remarks>
internal sealed class InPlaceInstruction(UnaryExpr rule, int slot, int count) : Instruction(slot, count)
{
    public override string Symbol => $"{rule.Symbol} in place";

    public override IReadOnlyList<Operand> Operands { get; } = [];

    public override int ScratchSlots => Count;

    public override void Forward(Frame frame)
    {
        var values = frame.Values(Output, Count);
        rule.ForwardRows(values, values);
    }

    public override void Backward(Frame frame) =>
        rule.BackwardInPlace(frame.Values(Output, Count), frame.Gradients(Output, Count), frame.Scratch.Take(Count));
}
