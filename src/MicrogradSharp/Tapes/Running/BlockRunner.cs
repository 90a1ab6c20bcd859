using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Runs the instructions over blocks of rows, on one thread.</summary>
internal sealed class BlockRunner
{
    private readonly TapeProgram _program;
    private readonly Frame _frame;
    private readonly double[] _packedGradients;

    /// <param name="program">The instructions.</param>
    /// <param name="packed">The uniform values that the instructions read, shared by all runners of a pass.</param>
    public BlockRunner(TapeProgram program, double[] packed)
    {
        _program = program;
        _packedGradients = new double[packed.Length];
        _frame = program.MakeBlockFrame();
        _frame.Packed = packed;
        _frame.PackedGradients = _packedGradients;
    }

    /// <summary>
    /// Runs the rows of a chunk forward and backward. Returns the sum of the output over the rows, and writes the sums of the gradients of
    /// the packed values.
    /// </summary>
    public double Differentiate(in Pass pass, int chunk, Span<double> gradients)
    {
        int output = _program.Outputs[pass.Output].Slot;
        double sum = 0;
        Array.Clear(_packedGradients);
        _frame.IsCareful = pass.IsCareful;
        int lanes = pass.Plan.Lanes;
        var (start, end) = pass.Plan.Chunk(chunk);
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(pass, row, count);
            sum += RowArithmetic.Sum(_frame.Values(output)[..count]);
            ClearOutputs();
            _frame.Gradients(output)[..count].Fill(pass.Seed);
            Backward();
        }
        _packedGradients.CopyTo(gradients);
        return sum;
    }

    /// <summary>
    /// Runs the rows of a chunk forward. Returns the sum of the output over the rows, with the same additions as
    /// <see cref="Differentiate"/>.
    /// </summary>
    public double Sum(in Pass pass, int chunk)
    {
        double sum = 0;
        int lanes = pass.Plan.Lanes;
        var (start, end) = pass.Plan.Chunk(chunk);
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(pass, row, count);
            sum += RowArithmetic.Sum(_frame.Values(_program.Outputs[0].Slot)[..count]);
        }
        return sum;
    }

    /// <summary>Runs the rows of a chunk forward, and writes their varying outputs.</summary>
    public void Evaluate(in Pass pass, int chunk)
    {
        int lanes = pass.Plan.Lanes;
        var (start, end) = pass.Plan.Chunk(chunk);
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(pass, row, count);
            WriteOutputs(pass, row, count);
        }
    }

    /// <summary>Runs one block forward on inputs that are already slots, and writes the varying outputs as slots.</summary>
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

    /// <summary>Runs a block of rows forward.</summary>
    public void Forward(in Pass pass, int row, int count) => Forward(pass.Rows.Span, row, count, pass.Plan.Lanes);

    /// <summary>Writes the varying outputs of the block that <see cref="Forward(in Pass, int, int)"/> computed.</summary>
    public void WriteOutputs(in Pass pass, int row, int count)
    {
        int width = _program.Outputs.Length;
        var results = pass.Outputs.Span.Slice(row * width, count * width);
        for (int k = 0; k < width; k++)
        {
            if (_program.Outputs[k].IsVarying) RowBlock.Write(_frame.Values(_program.Outputs[k].Slot), results, width, k);
        }
    }

    /// <summary>Runs backward from one varying output of the same block, with a seed of 1 for each row.</summary>
    /// <param name="output">The output.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="isCareful">Whether a row with gradient 0 must contribute exactly 0 even if its values are not finite.</param>
    /// <param name="packedRows">Receives the gradients of the packed values, a slot for each and a lane for each row.</param>
    public void Backward(int output, int count, bool isCareful, AlignedArray packedRows)
    {
        _frame.IsCareful = isCareful;
        ClearOutputs();
        _frame.Gradients(_program.Outputs[output].Slot)[..count].Fill(1);
        _frame.PackedRows = packedRows;
        Backward();
        _frame.PackedRows = null;
    }

    /// <summary>Sets the gradients of the outputs to 0, also in the lanes after the last row.</summary>
    private void ClearOutputs()
    {
        foreach (var output in _program.Outputs)
        {
            if (output.IsVarying) _frame.Gradients(output.Slot).Clear();
        }
    }

    private void Forward(ReadOnlySpan<double> rows, int row, int count, int lanes)
    {
        _frame.Lanes = lanes;
        if (_program.UsedColumns is { Length: > 0 } used)
        {
            int columns = _program.Columns;
            RowBlock.Read(rows.Slice(row * columns, count * columns), columns, used, _frame.Values(0, used.Length), lanes);
        }
        try
        {
            Forward();
        }
        catch (InvalidIndexException exception)
        {
            throw exception.InRow(row + exception.Lane % lanes);
        }
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
