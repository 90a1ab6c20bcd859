namespace MicrogradSharp.Tapes.Instructions;

/// <summary>A unary operator.</summary>
internal sealed class UnaryInstruction(UnaryExpr rule, Operand x, int output) : Instruction(output, x.Count)
{
    public override IBackward Rule => rule;

    public override string Symbol => rule.Symbol;

    public override Operand[] Operands { get; } = [x];

    public override int ScratchSlots => 2 * x.ScratchSlots + Count;

    public override void Forward(Frame frame)
    {
        var scratch = frame.Scratch;
        rule.ForwardRows(x.Read(frame, ref scratch), frame.Values(Output, Count), frame.IsUniform);
    }

    public override void Backward(Frame frame)
    {
        var scratch = frame.Scratch;
        var inputs = x.Read(frame, ref scratch);
        var gradients = x.OpenGradients(frame, ref scratch);
        rule.BackwardRows(
            inputs, frame.Values(Output, Count), frame.Gradients(Output, Count), gradients, scratch.Take(Count), frame.IsUniform);
        x.CloseGradients(frame, gradients);
    }
}
