using System.Runtime.CompilerServices;
using MicrogradSharp.Tapes.Faults;
using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Runs a program over rows: plans the blocks, and chooses the number of threads.</summary>
/// <remarks>
/// A pass reads its parameters from the leaves, unless it is given a point: as many numbers, which other passes do not see.
/// </remarks>
internal sealed class TapeRunner(TapeProgram program, Value[] parameters, int maxThreads, NonFiniteGuard? guard = null)
{
    private readonly WorkspacePool<Workspace> _pool = new(() => new Workspace(program));

    public double Mean(ReadOnlySpan<double> rows, int count)
    {
        var workspace = Begin();
        var output = program.Outputs[0];
        double mean = output.IsVarying ? Run(workspace, PassKind.Sum, rows, count) / count : workspace.UniformOutput(output.Slot);
        _pool.Return(workspace);
        guard?.Check([mean], [], rows, count);
        return mean;
    }

    public void Evaluate(ReadOnlySpan<double> rows, int count, Span<double> outputs, ReadOnlySpan<double> point = default)
    {
        var workspace = Begin(point);
        if (program.HasVaryingOutput) Run(workspace, PassKind.Evaluate, rows, count, outputs);
        WriteUniformOutputs(workspace, count, outputs);
        _pool.Return(workspace);
        guard?.Check(outputs[..(count * program.Outputs.Length)], [], rows, count);
    }

    /// <summary>Writes the gradient of the mean of an output, and returns the mean.</summary>
    public double Gradient(
        ReadOnlySpan<double> rows, int count, Span<double> gradient, int output = 0, ReadOnlySpan<double> point = default)
    {
        var workspace = Begin(point);
        double mean = Differentiate(workspace, rows, count, gradient, output);
        _pool.Return(workspace);
        guard?.Check([mean], gradient, rows, count);
        return mean;
    }

    public double Backward(ReadOnlySpan<double> rows, int count)
    {
        var workspace = Begin();
        var gradient = workspace.Gradient;
        double mean = Differentiate(workspace, rows, count, gradient, output: 0);
        guard?.Check([mean], gradient, rows, count);        // before it is added to the parameters
        AddToParameters(gradient);
        _pool.Return(workspace);
        return mean;
    }

    /// <summary>Writes the derivatives, and the outputs unless their buffer is empty.</summary>
    public void Jacobian(
        ReadOnlySpan<double> rows, int count, Span<double> outputs, Span<double> jacobian, MatrixLayout layout,
        ReadOnlySpan<double> point = default)
    {
        var workspace = Begin(point);
        Run(workspace, PassKind.Jacobian, rows, count, outputs, jacobian, layout);
        if (!outputs.IsEmpty) WriteUniformOutputs(workspace, count, outputs);
        _pool.Return(workspace);
        int width = count * program.Outputs.Length;
        guard?.Check(outputs.IsEmpty ? [] : outputs[..width], jacobian[..(width * program.Parameters)], rows, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // a loop over the parameters: slow unless optimised from the first call
    private void AddToParameters(double[] gradient)
    {
        for (int i = 0; i < gradient.Length; i++) parameters[i].Grad += gradient[i];
    }

    private Workspace Begin(ReadOnlySpan<double> point = default)
    {
        var workspace = _pool.Take();
        if (point.IsEmpty) workspace.Begin(parameters);
        else workspace.Begin(point);
        return workspace;
    }

    /// <summary>Differentiates. If the gradient is not finite, repeats the pass carefully, because 0 · ∞ may be the cause.</summary>
    private double Differentiate(Workspace workspace, ReadOnlySpan<double> rows, int count, Span<double> gradient, int output)
    {
        var (isVarying, slot) = program.Outputs[output];
        if (!isVarying)
        {
            workspace.Backward(slot, gradient);
            return workspace.UniformOutput(slot);
        }
        double sum = Run(workspace, PassKind.Differentiate, rows, count, output: output);
        workspace.Backward(gradient);
        if (RowArithmetic.AreFinite(gradient)) return sum / count;
        sum = Run(workspace, PassKind.Differentiate, rows, count, output: output, isCareful: true);
        workspace.Backward(gradient);
        return sum / count;
    }

    private void WriteUniformOutputs(Workspace workspace, int count, Span<double> outputs)
    {
        int width = program.Outputs.Length;
        for (int k = 0; k < width; k++)
        {
            if (program.Outputs[k].IsVarying) continue;
            double number = workspace.UniformOutput(program.Outputs[k].Slot);
            for (int r = 0; r < count; r++) outputs[r * width + k] = number;
        }
    }

    private unsafe double Run(
        Workspace workspace, PassKind kind, ReadOnlySpan<double> rows, int count, Span<double> outputs = default,
        Span<double> jacobian = default, MatrixLayout layout = MatrixLayout.RowMajor, int output = 0, bool isCareful = false)
    {
        var plan = new BlockPlan(count, kind == PassKind.Jacobian ? program.MaxJacobianLanes : program.MaxLanes, program.MinChunkRows);
        fixed (double* pinnedRows = rows, pinnedOutputs = outputs, pinnedJacobian = jacobian)
        {
            var pass = new Pass
            {
                Kind = kind,
                Plan = plan,
                Rows = new PinnedNumbers(pinnedRows, rows.Length),
                Outputs = new PinnedNumbers(pinnedOutputs, outputs.Length),
                Jacobian = new PinnedNumbers(pinnedJacobian, jacobian.Length),
                Strides = layout == MatrixLayout.RowMajor ? (program.Parameters, 1) : (1, count * program.Outputs.Length),
                Output = output,
                Seed = 1.0 / count,
                IsCareful = isCareful,
            };
            return workspace.Run(pass, Threads(kind, count, plan.Chunks));
        }
    }

    private int Threads(PassKind kind, int rows, int chunks)
    {
        if (maxThreads > 0) return Math.Min(maxThreads, chunks);
        double passes = kind switch
        {
            PassKind.Differentiate => 3,
            PassKind.Jacobian => 1 + 2.0 * program.Outputs.Length,
            _ => 1,
        };
        return ChunkWorkers.ThreadsWorth(passes * rows * program.ForwardCost, chunks);
    }
}
