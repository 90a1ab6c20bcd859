using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Nn;

/// <summary>Computes the outputs of a network for many rows, with the kernels of a tape and without a node for each weight.</summary>
/// <remarks>Records only the activations. Reads the current parameters at each call. Safe to call from several threads at once.</remarks>
internal sealed class Predictor
{
    private const int LargestBlock = 128;               // rows
    private const int CacheNumbers = 1 << 16;           // in the level-2 cache, where the inputs and outputs of a layer should fit

    private readonly Value[] _parameters;
    private readonly WorkspacePool<PredictorPass> _pool;

    public Predictor(IReadOnlyList<Layer> layers)
    {
        PredictorLayer[] predictors = [.. layers.Select(layer => new PredictorLayer(layer))];
        var parameters = ParametersOf(layers, predictors.Sum(layer => (layer.Inputs + 1) * layer.Outputs));
        int fitting = CacheNumbers / predictors.Max(layer => layer.Inputs + layer.Outputs) / Frame.LaneGroup * Frame.LaneGroup;
        int maxLanes = Math.Min(Math.Clamp(fitting, Frame.LaneGroup, LargestBlock), predictors.Min(layer => layer.MaxLanes));
        _parameters = parameters;
        _pool = new WorkspacePool<PredictorPass>(() => new PredictorPass(predictors, parameters.Length, maxLanes));
    }

    /// <summary>Computes the outputs of one or more whole rows.</summary>
    /// <param name="rows">The rows of inputs.</param>
    /// <param name="outputs">Receives a row of outputs for each; it must not overlap <paramref name="rows"/>.</param>
    public void Predict(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        var pass = _pool.Take();
        pass.Run(_parameters, rows, outputs);
        _pool.Return(pass);
    }

    // In the order of the kernels: the weights of a layer, then its biases.
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
}
