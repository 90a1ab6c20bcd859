using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Computes the derivatives of each row over blocks of rows, on one thread.</summary>
/// <remarks>
/// A block runs backward like any other, but the gradients of the uniform values stay apart, a lane for each row. The uniform
/// instructions then run backward on these lanes.
/// </remarks>
internal sealed class JacobianRunner
{
    private readonly TapeProgram _program;
    private readonly BlockRunner _block;
    private readonly AlignedArray _packedRows;
    private readonly Frame _uniform;
    private readonly bool _needsValues;
    private readonly bool[] _isFinite;

    public JacobianRunner(TapeProgram program, BlockRunner block)
    {
        int lanes = program.MaxJacobianLanes;
        _program = program;
        _block = block;
        _packedRows = new AlignedArray(program.PackedSources.Length * lanes);
        _uniform = program.MakeRepeatedFrame(lanes);
        _needsValues = Array.Exists(program.Uniform, instruction => instruction.NeedsGradient);
        _isFinite = new bool[lanes];
    }

    /// <summary>Takes the uniform values of a pass.</summary>
    public void Begin(UniformRunner values, int lanes)
    {
        _uniform.Lanes = lanes;
        if (_needsValues) values.Repeat(_uniform);
    }

    /// <summary>Runs the rows of a chunk, and writes their derivatives and their varying outputs, as far as they are wanted.</summary>
    public void Run(in Pass pass, int chunk)
    {
        int lanes = pass.Plan.Lanes;
        var (start, end) = pass.Plan.Chunk(chunk);
        for (int row = start; row < end; row += lanes)
        {
            int count = Math.Min(lanes, end - row);
            _block.Forward(pass, row, count);
            if (!pass.Outputs.Span.IsEmpty) _block.WriteOutputs(pass, row, count);
            for (int k = 0; k < _program.Outputs.Length; k++) Differentiate(pass, row, count, k);
        }
    }

    private void Differentiate(in Pass pass, int row, int count, int output)
    {
        Backward(output, count, isCareful: false);
        var gradients = _uniform.Gradients(0, _program.Parameters);
        bool areFinite = RowArithmetic.AreFinite(gradients);
        for (int r = 0; r < count; r++) _isFinite[r] = areFinite || IsFinite(gradients, r);
        Write(pass, row, count, output, gradients, isFinite: true);
        if (areFinite || !_isFinite.AsSpan(0, count).Contains(false)) return;
        Backward(output, count, isCareful: true);       // 0 · ∞ may be the cause
        Write(pass, row, count, output, gradients, isFinite: false);
    }

    private bool IsFinite(ReadOnlySpan<double> gradients, int lane)
    {
        for (int i = lane; i < gradients.Length; i += _uniform.Lanes)
        {
            if (!double.IsFinite(gradients[i])) return false;
        }
        return true;
    }

    private void Backward(int output, int count, bool isCareful)
    {
        _uniform.ClearGradients();
        var (isVarying, slot) = _program.Outputs[output];
        if (isVarying)
        {
            _block.Backward(output, count, isCareful, _packedRows);
            int[] sources = _program.PackedSources;
            for (int i = 0; i < sources.Length; i++)
            {
                var target = _uniform.Gradients(sources[i]);
                RowArithmetic.Add(target, _packedRows.Slice(i * _uniform.Lanes, _uniform.Lanes), target);
            }
        }
        else _uniform.Gradients(slot).Fill(1);
        for (int i = _program.Uniform.Length - 1; i >= 0; i--)
        {
            if (_program.Uniform[i].NeedsGradient) _program.Uniform[i].Backward(_uniform);
        }
    }

    /// <summary>Writes the gradients of those rows that are finite, or of those that are not.</summary>
    private void Write(in Pass pass, int row, int count, int output, ReadOnlySpan<double> gradients, bool isFinite)
    {
        var jacobian = pass.Jacobian.Span;
        int outputs = _program.Outputs.Length, step = outputs * pass.Strides.Output;
        int first = (row * outputs + output) * pass.Strides.Output;
        for (int p = 0; p < _program.Parameters; p++)
        {
            var gradient = gradients.Slice(p * _uniform.Lanes, count);
            var target = jacobian[(first + p * pass.Strides.Parameter)..];
            for (int r = 0; r < gradient.Length; r++)
            {
                if (_isFinite[r] == isFinite) target[r * step] = gradient[r];
            }
        }
    }
}
