using System.Numerics.Tensors;
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

    public ReadOnlySpan<double> PackedGradients => _packedGradients;

    /// <summary>
    /// Runs the rows of a chunk forward and backward. Returns the sum of the output over the rows, and writes the sums of the gradients of
    /// the packed values.
    /// </summary>
    public double Differentiate(in Pass pass, int chunk, Span<double> gradients)
    {
        int output = _program.Outputs[0].Slot;
        double sum = 0;
        Array.Clear(_packedGradients);
        _frame.IsCareful = pass.IsCareful;
        int lanes = pass.Plan.Lanes;
        var (start, end) = pass.Plan.Chunk(chunk);
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(pass.Rows, row, count, lanes);
            sum += TensorPrimitives.Sum<double>(_frame.Values(output)[..count]);
            var seeds = _frame.Gradients(output);
            seeds[..count].Fill(pass.Seed);
            seeds[count..].Clear();     // the lanes after the last row
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
            Forward(pass.Rows, row, count, lanes);
            sum += TensorPrimitives.Sum<double>(_frame.Values(_program.Outputs[0].Slot)[..count]);
        }
        return sum;
    }

    /// <summary>Runs the rows of a chunk forward, and writes their varying outputs.</summary>
    public void Evaluate(in Pass pass, int chunk)
    {
        int width = _program.Outputs.Length, lanes = pass.Plan.Lanes;
        var (start, end) = pass.Plan.Chunk(chunk);
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            Forward(pass.Rows, row, count, lanes);
            var results = pass.Results.Slice(row * width, count * width);
            for (int k = 0; k < width; k++)
            {
                if (!_program.Outputs[k].IsVarying) continue;
                RowBlock.Write(_frame.Values(_program.Outputs[k].Slot), results, width, k);
            }
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

    /// <summary>Runs one row forward.</summary>
    public void ForwardRow(ReadOnlySpan<double> rows, int row) => Forward(rows, row, 1, Frame.LaneGroup);

    /// <summary>
    /// Runs backward from one output of the row that <see cref="ForwardRow"/> computed. The output is null if it does not depend on the
    /// row.
    /// </summary>
    public void BackwardRow(int? output, bool isCareful)
    {
        Array.Clear(_packedGradients);
        if (output is not { } index) return;
        _frame.IsCareful = isCareful;
        foreach (var other in _program.Outputs)
        {
            if (other.IsVarying) _frame.Gradients(other.Slot).Clear();
        }
        _frame.Gradients(_program.Outputs[index].Slot)[0] = 1;
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
