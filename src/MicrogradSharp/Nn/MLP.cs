namespace MicrogradSharp.Nn;

/// <summary>A multi-layer perceptron: layers one after the other, the last of them linear.</summary>
/// <example><code>
/// var model = new MLP(2, [16, 16, 1], random: new Random(1337));    // 337 parameters
/// Node score = model.Forward(0.5, -1.0)[0];
/// score.Backward();
/// </code></example>
public sealed class MLP : Module
{
    private const int DefaultSeed = 0;

    private readonly Layer[] _layers;

    /// <summary>Makes a network with random weights and biases of 0.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="sizes">The number of neurons of each layer, each at least 1; the last is the number of outputs.</param>
    /// <param name="random">The source of the weights, layer after layer. Without one, the same fixed seed each time.</param>
    /// <param name="activation">The activation of every layer but the last, which is linear; <see cref="Activation.ReLU"/> unless told.</param>
    /// <param name="initializer">Draws the weights; <see cref="Initializer.Micrograd"/> unless told.</param>
    /// <param name="summation">One n-ary sum in each neuron, or a chain of additions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> or a size is less than 1, or <paramref name="summation"/> is not defined.</exception>
    /// <exception cref="ArgumentException">There are no sizes.</exception>
    public MLP(
        int inputs,
        ReadOnlySpan<int> sizes,
        Random? random = null,
        Activation? activation = null,
        Initializer? initializer = null,
        Summation summation = Summation.Nary)
    {
        Guard.AtLeastOne(inputs);
        if (sizes.IsEmpty) throw new ArgumentException("sizes must name at least 1 layer, but was empty.", nameof(sizes));
        foreach (int size in sizes)
        {
            if (size < 1) throw new ArgumentOutOfRangeException(nameof(sizes), $"sizes must all be at least 1, but were {string.Join(", ", sizes.ToArray())}.");
        }
        random ??= new Random(DefaultSeed);
        _layers = new Layer[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            bool isLast = i == sizes.Length - 1;
            _layers[i] = new Layer(i == 0 ? inputs : sizes[i - 1], sizes[i], random, isLast ? Activation.Linear : activation, initializer, summation);
        }
        Layers = Array.AsReadOnly(_layers);
    }

    /// <summary>The layers, from the inputs to the outputs.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The parameters, layer after layer.</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters => Prefixed("layers", _layers);

    /// <summary>Computes the outputs of the last layer.</summary>
    /// <param name="inputs">The inputs of the network.</param>
    /// <returns>An output for each neuron of the last layer.</returns>
    /// <exception cref="ArgumentException">The number of inputs is not that of the network.</exception>
    /// <exception cref="InvalidOperationException">An input is <c>default(Node)</c>.</exception>
    public Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        var outputs = _layers[0].Forward(inputs);
        for (int i = 1; i < _layers.Length; i++) outputs = _layers[i].Forward(outputs);
        return outputs;
    }

    /// <summary>The description that micrograd prints: <c>MLP of [Layer of [ReLUNeuron(2), …], …]</c>.</summary>
    public override string ToString() => $"MLP of [{string.Join<Layer>(", ", _layers)}]";
}
