namespace MicrogradSharp.Tapes.Instructions;

/// <summary>A rule that implements <see cref="IBackward"/> directly: runs on a node of its own, number by number.</summary>
internal sealed class ForeignInstruction(IBackward rule, Operand[] operands, int output, int count, int index) : Instruction(output, count)
{
    public override IBackward Rule => rule;

    public override string Symbol => rule.Symbol;

    public override Operand[] Operands => operands;

    public override int ScratchSlots => 0;

    public override long Cost => 32L * operands.Length * Count;

    public override void Forward(Frame frame)
    {
        var values = frame.Values(Output, Count);
        for (int i = 0; i < values.Length; i++)
        {
            var node = Load(frame, i);
            values[i] = rule.Forward(node);
        }
    }

    public override void Backward(Frame frame)
    {
        foreach (var operand in operands) operand.ClearFresh(frame);
        var values = frame.Values(Output, Count);
        var gradients = frame.Gradients(Output, Count);
        for (int i = 0; i < values.Length; i++)
        {
            if (gradients[i] == 0) continue;
            var node = Load(frame, i);
            node.Stored = values[i];
            node.Grad = gradients[i];
            foreach (var input in node.Inputs) input.Grad = 0;
            rule.Backward(node);
            for (int k = 0; k < operands.Length; k++)
            {
                if (operands[k].WantsGradient) Number(frame.Gradients(operands[k].Slots[i / frame.Lanes]), frame, i) += node.Inputs[k].Grad;
            }
        }
    }

    private static ref double Number(Span<double> slot, Frame frame, int i) => ref slot[i % frame.Lanes];

    /// <summary>Returns the frame's node, loaded with the inputs of one member in one lane.</summary>
    private Value Load(Frame frame, int i)
    {
        if (frame.Foreign[index] is not { } node)
        {
            var leaves = new Value[operands.Length];
            for (int k = 0; k < leaves.Length; k++) leaves[k] = Value.Aside(rule: null, [], 0);
            frame.Foreign[index] = node = Value.Aside(rule, leaves, 0);     // unseen by a recording that this pass may run in
        }
        for (int k = 0; k < operands.Length; k++)
        {
            node.Inputs[k].Stored = Number(frame.Values(operands[k].Slots[i / frame.Lanes]), frame, i);
        }
        return node;
    }
}
