namespace MicrogradSharp.Nn;

/// <summary>A layer as a <see cref="Predictor"/> runs it: its size, and its activations as a function of its weighted sums.</summary>
internal sealed class PredictorLayer
{
    public PredictorLayer(Layer layer)
    {
        var neurons = layer.Neurons;
        Inputs = neurons[0].Weights.Count;
        Outputs = neurons.Count;
        if (neurons.All(neuron => neuron.Activation == Nn.Activation.Linear)) return;
        // once for each neuron, as in Forward: a custom function may return a different node each time
        Activation = BlockFunction.Record(Outputs, sums =>
        {
            var outputs = new Node[sums.Length];
            for (int i = 0; i < outputs.Length; i++) outputs[i] = neurons[i].Activation.Apply(sums[i]);
            return outputs;
        });
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>The activations; null if all are linear.</summary>
    public BlockFunction? Activation { get; }

    /// <summary>The maximum number of lanes in a block.</summary>
    public int MaxLanes => Activation?.MaxLanes ?? int.MaxValue;
}
