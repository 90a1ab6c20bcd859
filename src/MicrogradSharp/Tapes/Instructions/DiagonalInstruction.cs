using System.Numerics.Tensors;
using MicrogradSharp.Tapes.Kernels;

namespace MicrogradSharp.Tapes.Instructions;

/// <summary>Affine terms of one value each: y[k] = w[k] · x[k] + b[k], with uniform weights and biases.</summary>
/// <param name="x">The values.</param>
/// <param name="output">The first slot.</param>
/// <param name="offset">The offset of the packed weights; the biases follow them.</param>
/// <param name="needsWeightGradients">Whether any weight depends on a parameter.</param>
/// <param name="needsBiasGradients">Whether any bias depends on a parameter.</param>
internal sealed class DiagonalInstruction(Operand x, int output, int offset, bool needsWeightGradients, bool needsBiasGradients)
    : Instruction(output, x.Count)
{
    public override string Symbol => "scale";

    public override Operand[] Operands { get; } = [x];

    public override int ScratchSlots => 2 * x.ScratchSlots;

    public override long Cost => Count;

    /// <summary>The offset of the packed weights, which the packed biases follow.</summary>
    public int Offset => offset;

    private int Biases => offset + Count;

    public override void Forward(Frame frame)
    {
        var scratch = frame.Scratch;
        var values = x.Read(frame, ref scratch);
        new DiagonalProduct(Weights(frame), frame.Packed.AsSpan(Biases, Count), values, frame.Values(Output, Count), frame.Lanes).Run();
    }

    public override void Backward(Frame frame)
    {
        var scratch = frame.Scratch;
        var above = frame.Gradients(Output, Count);
        if (needsWeightGradients) BackwardWeights(frame, above, x.Read(frame, ref scratch));
        if (needsBiasGradients) BackwardBiases(frame, above);
        if (!x.WantsGradient) return;
        var gradients = x.OpenGradients(frame, ref scratch);
        if (frame.IsCareful) CarefulProducts.AddScaled(Weights(frame), above, gradients, frame.Lanes);
        else new DiagonalProduct(Weights(frame), above, gradients, frame.Lanes).Run();
        x.CloseGradients(frame, gradients);
    }

    private ReadOnlySpan<double> Weights(Frame frame) => frame.Packed.AsSpan(offset, Count);

    private void BackwardWeights(Frame frame, ReadOnlySpan<double> above, ReadOnlySpan<double> values)
    {
        int lanes = frame.Lanes;
        for (int k = 0; k < Count; k++)
        {
            var gradient = above.Slice(k * lanes, lanes);
            var value = values.Slice(k * lanes, lanes);
            if (frame.PackedRows is not null) ChainRule.Times(value, gradient, frame.PackedRow(offset + k));
            else if (frame.IsCareful) frame.PackedGradients[offset + k] += CarefulProducts.Sum(gradient, value);
            else frame.PackedGradients[offset + k] += TensorPrimitives.Dot(gradient, value);
        }
    }

    private void BackwardBiases(Frame frame, ReadOnlySpan<double> above)
    {
        int lanes = frame.Lanes;
        for (int k = 0; k < Count; k++)
        {
            var gradient = above.Slice(k * lanes, lanes);
            if (frame.PackedRows is not null) gradient.CopyTo(frame.PackedRow(Biases + k));
            else frame.PackedGradients[Biases + k] += RowArithmetic.Sum(gradient);
        }
    }
}
