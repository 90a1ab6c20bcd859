using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Kernels;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Nn;

/// <summary>The buffers of one prediction at a time.</summary>
internal sealed unsafe class PredictorPass : IChunkedWork
{
    private readonly PredictorLayer[] _layers;
    private readonly ChunkWorkers _workers;
    private readonly double[] _packed;      // in the order of the kernels: the weights of a layer, then its biases
    private readonly int[] _columns;
    private readonly int _slots;
    private readonly int _maxLanes;
    private readonly List<Buffers> _buffers = [];       // one for each worker
    private BlockPlan _plan;
    private double* _rows;
    private double* _outputs;
    private int _count;

    public PredictorPass(PredictorLayer[] layers, int parameters, int maxLanes)
    {
        _layers = layers;
        _workers = new ChunkWorkers(this);
        _packed = new double[parameters];
        _columns = [.. Enumerable.Range(0, layers[0].Inputs)];
        _slots = layers.Max(layer => Math.Max(layer.Inputs, layer.Outputs));
        _maxLanes = maxLanes;
    }

    /// <summary>Computes the outputs of one or more whole rows.</summary>
    /// <param name="parameters">The parameters, in the order of the kernels.</param>
    /// <param name="rows">The rows of inputs.</param>
    /// <param name="outputs">Receives a row of outputs for each.</param>
    public void Run(ReadOnlySpan<Value> parameters, ReadOnlySpan<double> rows, Span<double> outputs)
    {
        for (int i = 0; i < _packed.Length; i++) _packed[i] = parameters[i].Stored;
        _count = rows.Length / _columns.Length;
        _plan = new BlockPlan(_count, _maxLanes);
        int threads = ChunkWorkers.ThreadsWorth((double)_count * _packed.Length, _plan.Chunks);
        while (_buffers.Count < threads) _buffers.Add(new Buffers(_slots * _maxLanes));
        fixed (double* pinnedRows = rows, pinnedOutputs = outputs)
        {
            _rows = pinnedRows;
            _outputs = pinnedOutputs;
            _workers.Run(_plan.Chunks, threads);
        }
    }

    public void RunChunk(int worker, int chunk)
    {
        int columns = _columns.Length, width = _layers[^1].Outputs, lanes = _plan.Lanes;
        var rows = new ReadOnlySpan<double>(_rows, _count * columns);
        var outputs = new Span<double>(_outputs, _count * width);
        var (start, stop) = _plan.Chunk(chunk);
        for (int row = start; row < stop; row += lanes)
        {
            int end = Math.Min(stop, row + lanes);
            RowBlock.Read(rows[(row * columns)..(end * columns)], columns, _columns, _buffers[worker].Input(columns * lanes), lanes);
            var results = RunBlock(_buffers[worker], lanes);
            var target = outputs[(row * width)..(end * width)];
            for (int k = 0; k < width; k++) RowBlock.Write(results.Slice(k * lanes, lanes), target, width, k);
        }
    }

    private ReadOnlySpan<double> RunBlock(Buffers buffers, int lanes)
    {
        int offset = 0;
        foreach (var layer in _layers)
        {
            int weights = layer.Inputs * layer.Outputs, size = layer.Outputs * lanes;
            var packed = _packed.AsSpan(offset, weights + layer.Outputs);
            var input = buffers.Input(layer.Inputs * lanes);
            DenseKernels
                .Forward(packed[..weights], packed[weights..], input, buffers.Output(size), layer.Inputs, layer.Outputs, lanes)
                .Run();
            offset += packed.Length;
            buffers.Swap();
            if (layer.Activation is not { } activation) continue;
            activation.Evaluate(buffers.Input(size), buffers.Output(size), lanes);
            buffers.Swap();
        }
        return buffers.Input(_layers[^1].Outputs * lanes);
    }

    /// <summary>Two blocks: each step reads one and writes the other.</summary>
    private sealed class Buffers(int numbers)
    {
        private AlignedArray _input = new(numbers);
        private AlignedArray _output = new(numbers);

        public Span<double> Input(int length) => _input.Slice(0, length);

        public Span<double> Output(int length) => _output.Slice(0, length);

        public void Swap() => (_input, _output) = (_output, _input);
    }
}
