using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Everything that a pass writes to. Only one pass at a time may use it.</summary>
internal sealed class Workspace : IChunkedWork
{
    private readonly TapeProgram _program;
    private readonly double[] _packed;
    private readonly double[] _packedGradients;
    private readonly UniformRunner _uniform;
    private readonly List<BlockRunner> _blocks = [];            // one per worker
    private readonly List<JacobianRunner> _jacobians = [];      // one per worker of a Jacobian
    private double[] _chunkGradients = [];
    private double[] _chunkSums = [];
    private ChunkWorkers? _workers;     // made by the first pass on several threads
    private Pass _pass;

    public Workspace(TapeProgram program)
    {
        _program = program;
        _packed = new double[program.PackedSources.Length];
        _packedGradients = new double[program.PackedSources.Length];
        Gradient = new double[program.Parameters];
        _uniform = new UniformRunner(program);
        _blocks.Add(new BlockRunner(program, _packed));
    }

    /// <summary>Storage for the gradient of every parameter.</summary>
    public double[] Gradient { get; }

    public double UniformOutput(int slot) => _uniform.Value(slot);

    /// <summary>Reads the parameters and computes what depends only on them.</summary>
    public void Begin(ReadOnlySpan<Value> parameters)
    {
        _uniform.Forward(parameters);
        _uniform.Pack(_packed);
    }

    /// <summary>Takes the numbers of the parameters and computes what depends only on them.</summary>
    public void Begin(ReadOnlySpan<double> point)
    {
        _uniform.Forward(point);
        _uniform.Pack(_packed);
    }

    /// <summary>Runs a pass over the rows.</summary>
    /// <returns>The sum of the output over the rows, if the pass computes one; otherwise 0.</returns>
    public double Run(in Pass pass, int threads)
    {
        _pass = pass;
        Prepare(threads);
        if (threads > 1) RunOnThreads(threads);
        else
        {
            for (int chunk = 0; chunk < pass.Plan.Chunks; chunk++) RunChunk(0, chunk);
        }
        return AddChunks();
    }

    /// <summary>Runs one block forward that is already laid out in slots.</summary>
    private void RunOnThreads(int threads) => (_workers ??= new ChunkWorkers(this)).Run(_pass.Plan.Chunks, threads);

    public void EvaluateBlock(ReadOnlySpan<double> x, Span<double> y, int lanes) => _blocks[0].EvaluateBlock(x, y, lanes);

    /// <summary>Propagates the gradients of the last pass to the parameters.</summary>
    public void Backward(Span<double> gradient) => _uniform.Backward(_packedGradients, output: null, gradient);

    /// <summary>Computes the gradient of an output that does not depend on the rows.</summary>
    public void Backward(int output, Span<double> gradient)
    {
        Array.Clear(_packedGradients);
        _uniform.Backward(_packedGradients, output, gradient);
    }

    public void RunChunk(int worker, int chunk)
    {
        var runner = _blocks[worker];
        switch (_pass.Kind)
        {
            case PassKind.Sum:
                _chunkSums[chunk] = runner.Sum(_pass, chunk);
                break;
            case PassKind.Differentiate:
                _chunkSums[chunk] = runner.Differentiate(_pass, chunk, ChunkGradients(chunk));
                break;
            case PassKind.Evaluate:
                runner.Evaluate(_pass, chunk);
                break;
            case PassKind.Jacobian:
                _jacobians[worker].Run(_pass, chunk);
                break;
        }
    }

    private Span<double> ChunkGradients(int chunk) => _chunkGradients.AsSpan(chunk * _packed.Length, _packed.Length);

    // Made here, not by the workers, because the lists are not thread-safe.
    private void Prepare(int workers)
    {
        while (_blocks.Count < workers) _blocks.Add(new BlockRunner(_program, _packed));
        if (_pass.Kind == PassKind.Jacobian)
        {
            while (_jacobians.Count < workers) _jacobians.Add(new JacobianRunner(_program, _blocks[_jacobians.Count]));
            for (int i = 0; i < workers; i++) _jacobians[i].Begin(_uniform, _pass.Plan.Lanes);
        }
        int chunks = _pass.Plan.Chunks;
        if (_chunkSums.Length < chunks) _chunkSums = new double[chunks];
        int gradients = chunks * _packed.Length;
        if (_pass.Kind == PassKind.Differentiate && _chunkGradients.Length < gradients) _chunkGradients = new double[gradients];
    }

    /// <summary>Adds the sums of the chunks in their order, whatever thread computed them.</summary>
    private double AddChunks()
    {
        double sum = 0;
        Array.Clear(_packedGradients);
        if (_pass.Kind is not (PassKind.Sum or PassKind.Differentiate)) return sum;
        for (int chunk = 0; chunk < _pass.Plan.Chunks; chunk++)
        {
            sum += _chunkSums[chunk];
            if (_pass.Kind != PassKind.Differentiate) continue;
            if (chunk == 0) ChunkGradients(chunk).CopyTo(_packedGradients);
            else RowArithmetic.Add(_packedGradients, ChunkGradients(chunk), _packedGradients);
        }
        return sum;
    }
}
