using MicrogradSharp.Tapes.Kernels;

namespace MicrogradSharp.Tapes.Instructions;

/// <summary>Dot products of varying vectors, y[k] = Σᵢ u[k, i] · v[k, i]. Reads and writes every component where it is.</summary>
/// <param name="left">The vectors u, one after the other.</param>
/// <param name="right">The vectors v, laid out as u.</param>
/// <param name="output">The first slot.</param>
/// <param name="count">The number of products.</param>
internal sealed class DotInstruction(Operand left, Operand right, int output, int count) : Instruction(output, count)
{
    public override string Symbol => "dot";

    public override Operand[] Operands { get; } = [left, right];

    public override int ScratchSlots => 0;

    public override long Cost => left.Count;

    public override void Forward(Frame frame) =>
        new DotProducts(left.Slots, right.Slots, frame.Values(0), frame.Values(Output, Count), left.Count / Count, frame.Lanes).Run();

    public override void Backward(Frame frame)
    {
        left.ClearFresh(frame);
        right.ClearFresh(frame);
        if (left.WantsGradient) Backward(frame, right, left);
        if (right.WantsGradient) Backward(frame, left, right);
    }

    private void Backward(Frame frame, Operand factors, Operand targets)
    {
        var products = new DotGradients(
            factors.Slots, targets.Slots, frame.Values(0), frame.Gradients(Output, Count), frame.Gradients(0), left.Count / Count,
            frame.Lanes);
        if (frame.IsCareful) products.RunCarefully();
        else products.Run();
    }
}
