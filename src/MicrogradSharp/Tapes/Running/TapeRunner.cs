using System.Numerics.Tensors;
using MicrogradSharp.Tapes.Faults;
using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Runs a program over rows: cuts them into blocks, and hands blocks to threads.</summary>
internal sealed class TapeRunner(TapeProgram program, Value[] parameters, int maxThreads, NonFiniteGuard? guard = null)
{
    private const long WorthAnotherThread = 4_000_000;      // multiply-adds: about a millisecond

    private readonly WorkspacePool _pool = new(program);

    public double Mean(ReadOnlySpan<double> rows, int count)
    {
        var workspace = Begin();
        var output = program.Outputs[0];
        double mean;
        if (output.IsVarying)
        {
            // the same sums in the same order as in Differentiate
            var plan = new BlockPlan(count, program.MaxLanes);
            double sum = 0;
            for (int i = 0; i < plan.Chunks; i++)
            {
                var (start, end) = plan.Chunk(i);
                sum += workspace.Runner(0).Sum(rows, start, end, plan.Lanes);
            }
            mean = sum / count;
        }
        else mean = workspace.UniformOutput(output.Slot);
        _pool.Return(workspace);
        guard?.Check([mean], [], rows, count);
        return mean;
    }

    public void Evaluate(ReadOnlySpan<double> rows, int count, Span<double> outputs)
    {
        var workspace = Begin();
        int width = program.Outputs.Length;
        if (program.HasVaryingOutput) workspace.Runner(0).Evaluate(rows, 0, count, new BlockPlan(count, program.MaxLanes).Lanes, outputs);
        for (int k = 0; k < width; k++)
        {
            if (program.Outputs[k].IsVarying) continue;
            double number = workspace.UniformOutput(program.Outputs[k].Slot);
            for (int r = 0; r < count; r++) outputs[r * width + k] = number;
        }
        _pool.Return(workspace);
        guard?.Check(outputs[..(count * width)], [], rows, count);
    }

    public double Gradient(ReadOnlySpan<double> rows, int count, Span<double> gradient)
    {
        var workspace = Begin();
        double mean = Differentiate(workspace, rows, count, gradient);
        _pool.Return(workspace);
        guard?.Check([mean], gradient, rows, count);
        return mean;
    }

    public double Backward(ReadOnlySpan<double> rows, int count)
    {
        var workspace = Begin();
        var gradient = workspace.Gradient;
        double mean = Differentiate(workspace, rows, count, gradient);
        guard?.Check([mean], gradient, rows, count);        // before the parameters get it
        for (int i = 0; i < gradient.Length; i++) parameters[i].Grad += gradient[i];
        _pool.Return(workspace);
        return mean;
    }

    public void Jacobian(ReadOnlySpan<double> rows, int count, Span<double> jacobian)
    {
        var workspace = Begin();
        int width = program.Outputs.Length;
        for (int row = 0; row < count; row++)
        {
            if (program.HasVaryingOutput) workspace.Runner(0).ForwardRow(rows, row);
            for (int k = 0; k < width; k++)
            {
                var gradient = jacobian.Slice((row * width + k) * program.Parameters, program.Parameters);
                DifferentiateRow(workspace, k, gradient, isCareful: false);
                if (!TensorPrimitives.IsFiniteAll<double>(gradient)) DifferentiateRow(workspace, k, gradient, isCareful: true);
            }
        }
        _pool.Return(workspace);
        guard?.Check([], jacobian[..(count * width * program.Parameters)], rows, count);
    }

    private Workspace Begin()
    {
        var workspace = _pool.Take();
        workspace.Begin(parameters);
        return workspace;
    }

    /// <summary>Differentiates, and once more with care when the gradient is not finite: products of 0 and ∞ may be to blame.</summary>
    private double Differentiate(Workspace workspace, ReadOnlySpan<double> rows, int count, Span<double> gradient)
    {
        double mean = Differentiate(workspace, rows, count, gradient, isCareful: false);
        return TensorPrimitives.IsFiniteAll<double>(gradient) ? mean : Differentiate(workspace, rows, count, gradient, isCareful: true);
    }

    private double Differentiate(Workspace workspace, ReadOnlySpan<double> rows, int count, Span<double> gradient, bool isCareful)
    {
        var output = program.Outputs[0];
        if (!output.IsVarying)
        {
            workspace.AddChunks(0);
            workspace.Finish(output.Slot, gradient);
            return workspace.UniformOutput(output.Slot);
        }
        var plan = new BlockPlan(count, program.MaxLanes);
        workspace.PrepareChunks(plan.Chunks);
        double seed = 1.0 / count;
        int threads = Threads(count, plan.Chunks);
        if (threads > 1) workspace.Workers.Run(workspace, rows, plan, seed, isCareful, threads);
        else
        {
            for (int i = 0; i < plan.Chunks; i++) workspace.RunChunk(0, i, rows, plan, seed, isCareful);
        }
        double sum = workspace.AddChunks(plan.Chunks);
        workspace.Finish(-1, gradient);
        return sum / count;
    }

    private void DifferentiateRow(Workspace workspace, int output, Span<double> gradient, bool isCareful)
    {
        var (isVarying, slot) = program.Outputs[output];
        if (isVarying) workspace.Runner(0).BackwardRow(output, isCareful);
        workspace.TakeRow(isVarying ? workspace.Runner(0) : null);
        workspace.Finish(isVarying ? -1 : slot, gradient);
    }

    private int Threads(int rows, int chunks)
    {
        if (maxThreads > 0) return Math.Min(maxThreads, chunks);
        return rows * program.CostPerRow < WorthAnotherThread ? 1 : Math.Min(Environment.ProcessorCount, chunks);
    }
}
