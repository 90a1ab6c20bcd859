using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Kernels;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Nn;

/// <summary>Computes the outputs of a network for many rows, with the kernels of a tape and without a node for each weight.</summary>
/// <remarks>Only activations are recorded. Reads the parameters anew at each call. Safe for several threads at once.</remarks>
internal sealed class Predictor
{
    private const int LargestBlock = 128;               // rows
    private const int CacheNumbers = 1 << 16;           // of the second level: the inputs and outputs of a layer should fit

    private readonly PredictorLayer[] _layers;
    private readonly Value[] _parameters;               // in the order of the kernels: the weights of a layer, then its biases
    private readonly int[] _columns;
    private readonly int _width;
    private readonly int _maxLanes;
    private readonly Lock _gate = new();
    private readonly Stack<Workspace> _free = [];

    public Predictor(IReadOnlyList<Layer> layers)
    {
        _layers = [.. layers.Select(layer => new PredictorLayer(layer))];
        _parameters = ParametersOf(layers, _layers.Sum(layer => (layer.Inputs + 1) * layer.Outputs));
        _columns = [.. Enumerable.Range(0, _layers[0].Inputs)];
        _width = _layers.Max(layer => Math.Max(layer.Inputs, layer.Outputs));
        _maxLanes = Math.Clamp(CacheNumbers / _layers.Max(layer => layer.Inputs + layer.Outputs) / 8 * 8, 8, LargestBlock);
        foreach (var layer in _layers) _maxLanes = Math.Min(_maxLanes, layer.MaxLanes);
    }

    /// <summary>Computes the outputs of whole rows, at least one.</summary>
    /// <param name="rows">The rows of inputs.</param>
    /// <param name="outputs">Receives the rows of outputs, just as many; it must not overlap <paramref name="rows"/>.</param>
    public void Predict(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        int columns = _columns.Length, width = _layers[^1].Outputs, count = rows.Length / columns;
        int lanes = new BlockPlan(count, _maxLanes).Lanes;
        var workspace = Take();
        double[] packed = workspace.Packed;
        for (int i = 0; i < packed.Length; i++) packed[i] = _parameters[i].Stored;
        for (int row = 0; row < count; row += lanes)
        {
            int end = Math.Min(count, row + lanes);
            RowBlock.Read(rows[(row * columns)..(end * columns)], columns, _columns, workspace.Slots(0, columns * lanes), lanes);
            var results = Run(workspace, lanes);
            var target = outputs[(row * width)..(end * width)];
            for (int k = 0; k < width; k++) RowBlock.Write(results.Slice(k * lanes, lanes), target, width, k);
        }
        lock (_gate) _free.Push(workspace);
    }

    /// <summary>Runs a block through the layers. Each step reads one of the two buffers and writes the other.</summary>
    private ReadOnlySpan<double> Run(Workspace workspace, int lanes)
    {
        int from = 0, offset = 0;
        foreach (var layer in _layers)
        {
            int weights = layer.Inputs * layer.Outputs, size = layer.Outputs * lanes;
            var packed = workspace.Packed.AsSpan(offset, weights + layer.Outputs);
            var x = workspace.Slots(from, layer.Inputs * lanes);
            var sums = workspace.Slots(1 - from, size);
            DenseKernels.Forward(packed[..weights], packed[weights..], x, sums, layer.Inputs, layer.Outputs, lanes);
            offset += packed.Length;
            from = 1 - from;
            if (layer.Activation is not { } activation) continue;
            activation.Evaluate(workspace.Slots(from, size), workspace.Slots(1 - from, size), lanes);
            from = 1 - from;
        }
        return workspace.Slots(from, _layers[^1].Outputs * lanes);
    }

    private Workspace Take()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var workspace)) return workspace;
        }
        return new Workspace(_parameters.Length, _width * _maxLanes);
    }

    private static Value[] ParametersOf(IReadOnlyList<Layer> layers, int count)
    {
        var parameters = new Value[count];
        int next = 0;
        foreach (var layer in layers)
        {
            foreach (var neuron in layer.Neurons)
            {
                foreach (var weight in neuron.WeightSpan) parameters[next++] = weight.Value;
            }
            foreach (var neuron in layer.Neurons) parameters[next++] = neuron.Bias.Value;
        }
        return parameters;
    }

    /// <summary>What one call writes to.</summary>
    private sealed class Workspace(int parameters, int numbers)
    {
        private readonly AlignedArray _even = new(numbers);
        private readonly AlignedArray _odd = new(numbers);

        public double[] Packed { get; } = new double[parameters];

        public Span<double> Slots(int buffer, int length) => (buffer == 0 ? _even : _odd).Slice(0, length);
    }
}
