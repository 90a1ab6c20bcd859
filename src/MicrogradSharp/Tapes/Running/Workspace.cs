using System.Numerics.Tensors;
using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Everything that a pass writes to: one pass at a time.</summary>
internal sealed class Workspace(TapeProgram program)
{
    private readonly Frame _uniform = program.MakeUniformFrame();
    private readonly double[] _packed = new double[program.PackedSources.Length];
    private readonly double[] _packedGradients = new double[program.PackedSources.Length];
    private readonly List<BlockRunner> _runners = [];
    private double[] _chunkGradients = [];
    private double[] _chunkSums = [];

    public ChunkWorkers Workers { get; } = new();

    /// <summary>Room for the gradient of every parameter.</summary>
    public double[] Gradient { get; } = new double[program.Parameters];

    public double UniformOutput(int slot) => _uniform.Values(slot)[0];

    /// <summary>Reads the parameters and computes what depends on them alone.</summary>
    public void Begin(ReadOnlySpan<Value> parameters)
    {
        if (parameters.Length > 0)
        {
            var values = _uniform.Values(0, parameters.Length);
            for (int i = 0; i < values.Length; i++) values[i] = parameters[i].Stored;
        }
        foreach (var instruction in program.Uniform) instruction.Forward(_uniform);
        var all = _uniform.Values(0, program.UniformSlots);
        int[] sources = program.PackedSources;
        for (int i = 0; i < sources.Length; i++) _packed[i] = all[sources[i]];
    }

    /// <summary>A runner of blocks; runner 0 belongs to the thread of the pass.</summary>
    public BlockRunner Runner(int index)
    {
        while (_runners.Count <= index) _runners.Add(new BlockRunner(program, _packed));
        return _runners[index];
    }

    /// <summary>Room for the sums of every chunk, so that they can be added in order whoever computes them.</summary>
    public void PrepareChunks(int chunks)
    {
        int needed = chunks * _packed.Length;
        if (_chunkGradients.Length < needed) _chunkGradients = new double[needed];
        if (_chunkSums.Length < chunks) _chunkSums = new double[chunks];
    }

    /// <summary>Runs one chunk and keeps its sums.</summary>
    public void RunChunk(int runner, int chunk, ReadOnlySpan<double> rows, BlockPlan plan, double seed, bool isCareful)
    {
        var gradients = _chunkGradients.AsSpan(chunk * _packed.Length, _packed.Length);
        var (start, end) = plan.Chunk(chunk);
        _chunkSums[chunk] = Runner(runner).Differentiate(rows, start, end, plan.Lanes, seed, isCareful, gradients);
    }

    /// <summary>The sums of all chunks, added in order.</summary>
    public double AddChunks(int chunks)
    {
        double sum = 0;
        Array.Clear(_packedGradients);
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            sum += _chunkSums[chunk];
            TensorPrimitives.Add(_packedGradients, _chunkGradients.AsSpan(chunk * _packed.Length, _packed.Length), _packedGradients);
        }
        return sum;
    }

    /// <summary>Carries the gradients of what blocks read on to the parameters.</summary>
    /// <param name="uniformSlot">The output when it is uniform; otherwise -1.</param>
    /// <param name="gradient">Receives the gradient of every parameter.</param>
    public void Finish(int uniformSlot, Span<double> gradient)
    {
        _uniform.ClearGradients();
        if (uniformSlot >= 0) _uniform.Gradients(uniformSlot)[0] = 1;
        var all = _uniform.Gradients(0, program.UniformSlots);
        int[] sources = program.PackedSources;
        for (int i = 0; i < sources.Length; i++) all[sources[i]] += _packedGradients[i];
        for (int i = program.Uniform.Length - 1; i >= 0; i--)
        {
            if (program.Uniform[i].NeedsGradient) program.Uniform[i].Backward(_uniform);
        }
        if (program.Parameters > 0) _uniform.Gradients(0, program.Parameters).CopyTo(gradient);
    }

    /// <summary>Takes the gradients of one row from a runner, or none.</summary>
    public void TakeRow(BlockRunner? runner)
    {
        if (runner is null) Array.Clear(_packedGradients);
        else runner.PackedGradients.CopyTo(_packedGradients);
    }
}
