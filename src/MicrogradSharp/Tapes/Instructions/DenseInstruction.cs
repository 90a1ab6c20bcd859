using MicrogradSharp.Tapes.Kernels;

namespace MicrogradSharp.Tapes.Instructions;

/// <summary>
/// Affine terms that share their values: a matrix of uniform weights times the values of a block, plus one bias for each row of the
/// matrix. The matrix may multiply several vectors, such as the embeddings of a sequence.
/// </summary>
/// <param name="x">The values, input after input; for each input, position after position.</param>
/// <param name="output">The first slot. Outputs are laid out as the values.</param>
/// <param name="count">The number of outputs at all positions.</param>
/// <param name="positions">The number of vectors.</param>
/// <param name="offset">The offset of the packed weights; the biases follow them.</param>
/// <param name="needsWeightGradients">Whether any weight or bias depends on a parameter.</param>
/// <param name="addsBiasLast">Whether biases are added to the sums of products, instead of products being added to biases.</param>
internal sealed class DenseInstruction(
    Operand x, int output, int count, int positions, int offset, bool needsWeightGradients, bool addsBiasLast)
    : Instruction(output, count)
{
    private readonly int _inputs = x.Count / positions, _outputs = count / positions;

    public override string Symbol => "dense";

    public override Operand[] Operands { get; } = [x];

    public override int ScratchSlots => 2 * x.ScratchSlots;

    public override long Cost => (long)Count * _inputs;

    /// <summary>The number of rows and columns of the matrix.</summary>
    public (int Outputs, int Inputs) Shape => (_outputs, _inputs);

    /// <summary>The number of vectors that the matrix multiplies.</summary>
    public int Positions => positions;

    /// <summary>The offset of the packed weights, which the packed biases follow.</summary>
    public int Offset => offset;

    private int Weights => _outputs * _inputs;

    public override void Forward(Frame frame)
    {
        var scratch = frame.Scratch;
        var packed = frame.Packed.AsSpan(offset);
        var weights = packed[..Weights];
        var biases = packed.Slice(Weights, _outputs);
        var values = x.Read(frame, ref scratch);
        var y = frame.Values(Output, Count);
        int lanes = Lanes(frame);
        if (!addsBiasLast)
        {
            DenseKernels.Forward(weights, biases, values, y, _inputs, _outputs, lanes).Run();
            return;
        }
        DenseKernels.Product(weights, values, y, _inputs, _outputs, lanes).Run();
        for (int j = 0; j < _outputs; j++)
        {
            var sums = y.Slice(j * lanes, lanes);
            RowArithmetic.Add(sums, biases[j], sums);
        }
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

    // to the kernels, a position is more lanes
    private int Lanes(Frame frame) => positions * frame.Lanes;

    /// <summary>Writes the gradients of each row: sums over the positions only.</summary>
    private void KeepWeightGradients(Frame frame, ReadOnlySpan<double> values)
    {
        for (int j = 0; j < _outputs; j++)
        {
            for (int p = 0; p < positions; p++)
            {
                var above = frame.Gradients(Output + j * positions + p);
                for (int i = 0; i < _inputs; i++)
                {
                    var value = values.Slice((i * positions + p) * frame.Lanes, frame.Lanes);
                    var gradient = frame.PackedRow(offset + j * _inputs + i);
                    if (p == 0) ChainRule.Times(value, above, gradient);
                    else ChainRule.Add(value, above, gradient);
                }
                var bias = frame.PackedRow(offset + Weights + j);
                if (p == 0) above.CopyTo(bias);
                else RowArithmetic.Add(bias, above, bias);
            }
        }
    }

    private void AddWeightGradients(Frame frame, ReadOnlySpan<double> values)
    {
        var gradients = frame.PackedGradients.AsSpan(offset);
        var weights = gradients[..Weights];
        var biases = gradients.Slice(Weights, _outputs);
        var above = frame.Gradients(Output, Count);
        if (frame.IsCareful) CarefulProducts.AddWeights(above, values, weights, biases, _inputs, _outputs, Lanes(frame));
        else DenseKernels.AccumulateWeights(above, values, weights, biases, _inputs, _outputs, Lanes(frame)).Run();
    }

    private void BackwardInputs(Frame frame, ref Scratch scratch)
    {
        var weights = frame.Packed.AsSpan(offset, Weights);
        var above = frame.Gradients(Output, Count);
        if (x.IsFreshRun && !frame.IsCareful)
        {
            DenseKernels.AssignInputs(weights, above, frame.Gradients(x.Slots[0], x.Count), _inputs, _outputs, Lanes(frame)).Run();
            return;
        }
        var gradients = x.OpenGradients(frame, ref scratch);
        if (frame.IsCareful) CarefulProducts.AddInputs(weights, above, gradients, _inputs, _outputs, Lanes(frame));
        else DenseKernels.AccumulateInputs(weights, above, gradients, _inputs, _outputs, Lanes(frame)).Run();
        x.CloseGradients(frame, gradients);
    }
}
