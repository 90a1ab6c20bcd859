using System.Numerics.Tensors;
using MicrogradSharp.Tapes.Faults;
using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Runs a program over rows: plans the blocks, and chooses the number of threads.</summary>
internal sealed class TapeRunner(TapeProgram program, Value[] parameters, int maxThreads, NonFiniteGuard? guard = null)
{
    private readonly WorkspacePool<Workspace> _pool = new(() => new Workspace(program));

    public double Mean(ReadOnlySpan<double> rows, int count)
    {
        var workspace = Begin();
        var output = program.Outputs[0];
        double mean = output.IsVarying ? Run(workspace, PassKind.Sum, rows, count, []) / count : workspace.UniformOutput(output.Slot);
        _pool.Return(workspace);
        guard?.Check([mean], [], rows, count);
        return mean;
    }

    public void Evaluate(ReadOnlySpan<double> rows, int count, Span<double> outputs)
    {
        var workspace = Begin();
        int width = program.Outputs.Length;
        if (program.HasVaryingOutput) Run(workspace, PassKind.Evaluate, rows, count, outputs);
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
        guard?.Check([mean], gradient, rows, count);        // before it is added to the parameters
        for (int i = 0; i < gradient.Length; i++) parameters[i].Grad += gradient[i];
        _pool.Return(workspace);
        return mean;
    }

    public void Jacobian(ReadOnlySpan<double> rows, int count, Span<double> jacobian)
    {
        var workspace = Begin();
        Run(workspace, PassKind.Jacobian, rows, count, jacobian);
        _pool.Return(workspace);
        guard?.Check([], jacobian[..(count * program.Outputs.Length * program.Parameters)], rows, count);
    }

    private Workspace Begin()
    {
        var workspace = _pool.Take();
        workspace.Begin(parameters);
        return workspace;
    }

    /// <summary>Differentiates. If the gradient is not finite, repeats the pass carefully, because 0 · ∞ may be the cause.</summary>
    private double Differentiate(Workspace workspace, ReadOnlySpan<double> rows, int count, Span<double> gradient)
    {
        var output = program.Outputs[0];
        if (!output.IsVarying)
        {
            workspace.Backward(output.Slot, gradient);
            return workspace.UniformOutput(output.Slot);
        }
        double sum = Run(workspace, PassKind.Differentiate, rows, count, []);
        workspace.Backward(gradient);
        if (TensorPrimitives.IsFiniteAll<double>(gradient)) return sum / count;
        sum = Run(workspace, PassKind.Differentiate, rows, count, [], isCareful: true);
        workspace.Backward(gradient);
        return sum / count;
    }

    private unsafe double Run(
        Workspace workspace, PassKind kind, ReadOnlySpan<double> rows, int count, Span<double> results, bool isCareful = false)
    {
        var plan = new BlockPlan(count, program.MaxLanes);
        fixed (double* pinnedRows = rows, pinnedResults = results)
        {
            var pass = new Pass(kind, plan, pinnedRows, rows.Length, pinnedResults, results.Length)
            {
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
            PassKind.Jacobian => Frame.LaneGroup * (1 + 2.0 * program.Outputs.Length),      // one row runs as a group of lanes
            _ => 1,
        };
        return ChunkWorkers.ThreadsWorth(passes * rows * program.ForwardCost, chunks);
    }
}
