namespace MicrogradSharp.Nn;

/// <summary>A fully connected layer: neurons that share their inputs.</summary>
public sealed class Layer : VectorModule
{
    private readonly Neuron[] _neurons;

    /// <summary>Creates a layer with random weights and biases of 0.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="outputs">The number of neurons, at least 1.</param>
    /// <param name="random">The source of the weights, neuron after neuron.</param>
    /// <param name="activation">The function applied to the weighted sums; default <see cref="Nn.Activation.ReLU"/>.</param>
    /// <param name="initializer">Draws the weights; default <see cref="Initializer.Micrograd"/>.</param>
    /// <param name="summation">How the products are added: one n-ary sum (the default), or a chain of additions.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="inputs"/> or <paramref name="outputs"/> is less than 1, or <paramref name="summation"/> is not defined.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public Layer(
        int inputs,
        int outputs,
        Random random,
        Activation? activation = null,
        Initializer? initializer = null,
        Summation summation = Summation.Nary)
    {
        Guard.AtLeastOne(inputs);
        Guard.AtLeastOne(outputs);
        _neurons = new Neuron[outputs];
        for (int i = 0; i < outputs; i++) _neurons[i] = new Neuron(inputs, outputs, random, activation, initializer, summation);
        Neurons = Array.AsReadOnly(_neurons);
    }

    // for loading: the neurons must agree in everything but their numbers
    internal Layer(Neuron[] neurons)
    {
        _neurons = neurons;
        Neurons = Array.AsReadOnly(_neurons);
    }

    /// <summary>The neurons, one for each output.</summary>
    public IReadOnlyList<Neuron> Neurons { get; }

    /// <summary>The parameters, neuron after neuron.</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters => Prefixed("neurons", _neurons);

    /// <summary>Computes the output of every neuron.</summary>
    /// <param name="inputs">The inputs that all neurons share.</param>
    /// <returns>An output for each neuron.</returns>
    /// <exception cref="ArgumentException">The number of inputs does not match the layer.</exception>
    /// <exception cref="InvalidOperationException">An input is <c>default(Node)</c>.</exception>
    public override Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        var outputs = new Node[_neurons.Length];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = _neurons[i].Forward(inputs);
        return outputs;
    }

    /// <summary>The description that micrograd prints, such as <c>Layer of [ReLUNeuron(2), ReLUNeuron(2)]</c>.</summary>
    public override string ToString() => $"Layer of [{string.Join<Neuron>(", ", _neurons)}]";

    internal override void AddParametersTo(List<Value> parameters)
    {
        foreach (var neuron in _neurons) neuron.AddParametersTo(parameters);
    }
}
