using MicrogradSharp.Tapes.Kernels;

namespace MicrogradSharp.Tapes.Instructions;

/// <summary>
/// Affine terms that share their values: a matrix of uniform weights times the values of a block, plus one bias for each row of the
/// matrix.
/// </summary>
internal sealed class DenseInstruction(Operand x, int output, int count, int offset, bool needsWeightGradients, bool addsBiasLast)
    : Instruction(output, count)
{
    public override string Symbol => "dense";

    public override Operand[] Operands { get; } = [x];

    public override int ScratchSlots => 2 * x.ScratchSlots;

    public override long Cost => (long)Count * x.Count;

    private int Weights => Count * x.Count;

    public override void Forward(Frame frame)
    {
        var scratch = frame.Scratch;
        var packed = frame.Packed.AsSpan(offset);
        var weights = packed[..Weights];
        var biases = packed.Slice(Weights, Count);
        if (!addsBiasLast)
        {
            var y = frame.Values(Output, Count);
            DenseKernels.Forward(weights, biases, x.Read(frame, ref scratch), y, x.Count, Count, frame.Lanes).Run();
            return;
        }
        DenseKernels.Product(weights, x.Read(frame, ref scratch), frame.Values(Output, Count), x.Count, Count, frame.Lanes).Run();
        for (int i = 0; i < Count; i++) RowArithmetic.Add(frame.Values(Output + i), biases[i], frame.Values(Output + i));
    }

    public override void Backward(Frame frame)
    {
        var scratch = frame.Scratch;
        if (needsWeightGradients)
        {
            var values = x.Read(frame, ref scratch);
            if (frame.PackedRows is null) AddWeightGradients(frame, values);
            else KeepWeightGradients(frame, values);
        }
        if (x.WantsGradient) BackwardInputs(frame, ref scratch);
    }

    /// <summary>Writes the gradients of each row: they are products of one number, and no sums.</summary>
    private void KeepWeightGradients(Frame frame, ReadOnlySpan<double> values)
    {
        for (int j = 0; j < Count; j++)
        {
            var above = frame.Gradients(Output + j);
            for (int i = 0; i < x.Count; i++)
            {
                ChainRule.Times(values.Slice(i * frame.Lanes, frame.Lanes), above, frame.PackedRow(offset + j * x.Count + i));
            }
            above.CopyTo(frame.PackedRow(offset + Weights + j));
        }
    }

    private void AddWeightGradients(Frame frame, ReadOnlySpan<double> values)
    {
        var gradients = frame.PackedGradients.AsSpan(offset);
        var weights = gradients[..Weights];
        var biases = gradients.Slice(Weights, Count);
        var above = frame.Gradients(Output, Count);
        if (frame.IsCareful) CarefulProducts.AddWeights(above, values, weights, biases, x.Count, Count, frame.Lanes);
        else DenseKernels.AccumulateWeights(above, values, weights, biases, x.Count, Count, frame.Lanes).Run();
    }

    private void BackwardInputs(Frame frame, ref Scratch scratch)
    {
        var weights = frame.Packed.AsSpan(offset, Weights);
        var above = frame.Gradients(Output, Count);
        if (x.IsFreshRun && !frame.IsCareful)
        {
            DenseKernels.AssignInputs(weights, above, frame.Gradients(x.Slots[0], x.Count), x.Count, Count, frame.Lanes).Run();
            return;
        }
        var gradients = x.OpenGradients(frame, ref scratch);
        if (frame.IsCareful) CarefulProducts.AddInputs(weights, above, gradients, x.Count, Count, frame.Lanes);
        else DenseKernels.AccumulateInputs(weights, above, gradients, x.Count, Count, frame.Lanes).Run();
        x.CloseGradients(frame, gradients);
    }
}
