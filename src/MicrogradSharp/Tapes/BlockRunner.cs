using System.Numerics.Tensors;

namespace MicrogradSharp.Tapes;

/// <summary>Runs the instructions over blocks of rows, on one thread.</summary>
internal sealed class BlockRunner
{
    private readonly TapeProgram _program;
    private readonly Frame _frame;
    private readonly double[] _packedGradients;

    /// <param name="program">The instructions.</param>
    /// <param name="packed">The uniform values that they read, shared by all runners of a pass.</param>
    public BlockRunner(TapeProgram program, double[] packed)
    {
        _program = program;
        _packedGradients = new double[packed.Length];
        _frame = program.MakeBlockFrame();
        _frame.Packed = packed;
        _frame.PackedGradients = _packedGradients;
    }

    public ReadOnlySpan<double> PackedGradients => _packedGradients;

    /// <summary>Runs forward and backward; returns the sum of the output over rows, and writes the sums of the gradients of the packed values.</summary>
    public double Differentiate(ReadOnlySpan<double> rows, int start, int end, int lanes, double seed, bool isCareful, Span<double> gradients)
    {
        int output = _program.Outputs[0].Slot;
        double sum = 0;
        Array.Clear(_packedGradients);
        _frame.IsCareful = isCareful;
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(rows, row, count, lanes);
            sum += TensorPrimitives.Sum<double>(_frame.Values(output)[..count]);
            var seeds = _frame.Gradients(output);
            seeds[..count].Fill(seed);
            seeds[count..].Clear();     // lanes behind the last row
            Backward();
        }
        _packedGradients.CopyTo(gradients);
        return sum;
    }

    /// <summary>Runs forward; returns the sum of the output over rows.</summary>
    public double Sum(ReadOnlySpan<double> rows, int start, int end, int lanes)
    {
        double sum = 0;
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(rows, row, count, lanes);
            sum += TensorPrimitives.Sum<double>(_frame.Values(_program.Outputs[0].Slot)[..count]);
        }
        return sum;
    }

    /// <summary>Runs forward; writes the varying outputs of every row.</summary>
    public void Evaluate(ReadOnlySpan<double> rows, int start, int end, int lanes, Span<double> outputs)
    {
        int width = _program.Outputs.Length;
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(rows, row, count, lanes);
            for (int k = 0; k < width; k++)
            {
                if (!_program.Outputs[k].IsVarying) continue;
                RowBlock.Write(_frame.Values(_program.Outputs[k].Slot), outputs.Slice(row * width, count * width), width, k);
            }
        }
    }

    /// <summary>Runs one block forward whose inputs are slots already; writes the varying outputs as slots.</summary>
    public void EvaluateBlock(ReadOnlySpan<double> x, Span<double> y, int lanes)
    {
        _frame.Lanes = lanes;
        int[] used = _program.UsedColumns;
        for (int k = 0; k < used.Length; k++) x.Slice(used[k] * lanes, lanes).CopyTo(_frame.Values(k));
        Forward();
        for (int k = 0; k < _program.Outputs.Length; k++)
        {
            if (_program.Outputs[k].IsVarying) _frame.Values(_program.Outputs[k].Slot).CopyTo(y[(k * lanes)..]);
        }
    }

    /// <summary>Runs one row forward.</summary>
    public void ForwardRow(ReadOnlySpan<double> rows, int row) => Forward(rows, row, 1, 8);

    /// <summary>Runs backward from one output of the row that <see cref="ForwardRow"/> computed.</summary>
    public void BackwardRow(int output, bool isCareful)
    {
        Array.Clear(_packedGradients);
        _frame.IsCareful = isCareful;
        foreach (var other in _program.Outputs)
        {
            if (other.IsVarying) _frame.Gradients(other.Slot).Clear();
        }
        _frame.Gradients(_program.Outputs[output].Slot)[0] = 1;
        Backward();
    }

    private void Forward(ReadOnlySpan<double> rows, int row, int count, int lanes)
    {
        _frame.Lanes = lanes;
        if (_program.UsedColumns is { Length: > 0 } used)
        {
            int columns = _program.Columns;
            RowBlock.Read(rows.Slice(row * columns, count * columns), columns, used, _frame.Values(0, used.Length), lanes);
        }
        Forward();
    }

    private void Forward()
    {
        foreach (var instruction in _program.Varying) instruction.Forward(_frame);
    }

    private void Backward()
    {
        var instructions = _program.Varying;
        for (int i = instructions.Length - 1; i >= 0; i--)
        {
            if (instructions[i].NeedsGradient) instructions[i].Backward(_frame);
        }
    }
}
