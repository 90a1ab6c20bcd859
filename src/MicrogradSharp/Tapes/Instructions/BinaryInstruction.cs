namespace MicrogradSharp.Tapes.Instructions;

/// <summary>A binary operator.</summary>
internal sealed class BinaryInstruction(BinaryExpr rule, Operand left, Operand right, int output) : Instruction(output, left.Count)
{
    public override IBackward Rule => rule;

    public override string Symbol => rule.Symbol;

    public override Operand[] Operands { get; } = [left, right];

    public override int ScratchSlots => 2 * (left.ScratchSlots + right.ScratchSlots) + 2 * Count;

    public override void Forward(Frame frame)
    {
        var scratch = frame.Scratch;
        rule.ForwardRows(left.Read(frame, ref scratch), right.Read(frame, ref scratch), frame.Values(Output, Count), frame.IsUniform);
    }

    public override void Backward(Frame frame)
    {
        var scratch = frame.Scratch;
        var lefts = left.Read(frame, ref scratch);
        var rights = right.Read(frame, ref scratch);
        var leftGradients = left.OpenGradients(frame, ref scratch);
        var rightGradients = right.OpenGradients(frame, ref scratch);
        rule.BackwardRows(
            lefts, rights, frame.Values(Output, Count), frame.Gradients(Output, Count),
            leftGradients, rightGradients, scratch.Take(Count), scratch.Take(Count), frame.IsUniform);
        left.CloseGradients(frame, leftGradients);
        right.CloseGradients(frame, rightGradients);
    }
}
