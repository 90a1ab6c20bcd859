namespace MicrogradSharp.Nn;

/// <summary>A multi-layer perceptron: fully connected layers in sequence, the last of them linear.</summary>
/// <example><code>
/// var model = new MLP(2, [16, 16, 1], random: new Random(1337));    // 337 parameters
/// Node score = model.Forward(0.5, -1.0)[0];
/// score.Backward();
/// </code></example>
public sealed partial class MLP : VectorModule
{
    private const int DefaultSeed = 0;

    private readonly Layer[] _layers;
    private readonly Lock _preparing = new();
    private Predictor? _predictor;

    /// <summary>Creates a network with random weights and biases of 0.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="sizes">The number of neurons of each layer, each at least 1; the last is the number of outputs.</param>
    /// <param name="random">The source of the weights, layer after layer; default a new source with a fixed seed.</param>
    /// <param name="activation">The activation of every layer but the last, which is linear; default <see cref="Activation.ReLU"/>.</param>
    /// <param name="initializer">Draws the weights; default <see cref="Initializer.Micrograd"/>.</param>
    /// <param name="summation">One n-ary sum in each neuron, or a chain of additions.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="inputs"/> or a size is less than 1, or <paramref name="summation"/> is not defined.
    /// </exception>
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
            if (size >= 1) continue;
            throw new ArgumentOutOfRangeException(
                nameof(sizes), $"sizes must all be at least 1, but were {string.Join(", ", sizes.ToArray())}.");
        }
        random ??= new Random(DefaultSeed);
        _layers = new Layer[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            bool isLast = i == sizes.Length - 1;
            int before = i == 0 ? inputs : sizes[i - 1];
            _layers[i] = new Layer(before, sizes[i], random, isLast ? Activation.Linear : activation, initializer, summation);
        }
        Layers = Array.AsReadOnly(_layers);
    }

    // for loading
    internal MLP(Layer[] layers)
    {
        _layers = layers;
        Layers = Array.AsReadOnly(_layers);
    }

    /// <summary>The layers, from the inputs to the outputs.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The number of inputs.</summary>
    public int InputCount => _layers[0].Neurons[0].Weights.Count;

    /// <summary>The number of outputs, which is the number of neurons in the last layer.</summary>
    public int OutputCount => _layers[^1].Neurons.Count;

    internal Summation Summation => _layers[0].Neurons[0].Summation;

    /// <summary>The parameters, layer after layer.</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters => Prefixed("layers", _layers);

    /// <summary>Computes the outputs of the last layer.</summary>
    /// <param name="inputs">The inputs of the network.</param>
    /// <returns>An output for each neuron of the last layer.</returns>
    /// <exception cref="ArgumentException">The number of inputs does not match the network.</exception>
    /// <exception cref="InvalidOperationException">An input is <c>default(Node)</c>.</exception>
    public override Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        var outputs = _layers[0].Forward(inputs);
        for (int i = 1; i < _layers.Length; i++) outputs = _layers[i].Forward(outputs);
        return outputs;
    }

    /// <summary>
    /// Computes the outputs for a row of inputs without building a graph. They equal those of <see cref="Forward(ReadOnlySpan{Node})"/>,
    /// up to rounding.
    /// </summary>
    /// <param name="inputs">The inputs of the network. NaN and ±∞ are allowed, and propagate like any number.</param>
    /// <returns>An output for each neuron of the last layer.</returns>
    /// <remarks>
    /// <para>The first call records the activation of each neuron, but no node for a weight. Every call reads the current parameters, so
    /// predictions follow training. The outputs also equal those of a <see cref="Tape"/> of <see cref="Forward(ReadOnlySpan{Node})"/>, up
    /// to rounding.</para>
    /// <para>Safe to call from several threads at once, as long as none of them changes the parameters.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The number of inputs does not match the network.</exception>
    /// <exception cref="InvalidOperationException">
    /// A tape is being recorded on this thread, or an activation does what a recorded function must not do: see <see cref="Tape"/>.
    /// </exception>
    public double[] Predict(ReadOnlySpan<double> inputs)
    {
        if (inputs.Length != InputCount)
        {
            throw new ArgumentException(
                $"inputs must hold {NumberText.Count(InputCount, "number")}, one for each input of the network, "
                + $"but held {inputs.Length}.",
                nameof(inputs));
        }
        double[] outputs = new double[OutputCount];
        Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>Computes the outputs for many rows of inputs without building a graph.</summary>
    /// <param name="rows">The rows of inputs, <c>rows × inputs</c>, row after row.</param>
    /// <param name="outputs">
    /// Receives <c>rows × outputs</c> numbers, row after row. Its length must match exactly, or rows with an extra column would be read as
    /// more rows.
    /// </param>
    /// <remarks>
    /// See <see cref="Predict(ReadOnlySpan{double})"/>. The spans may overlap. If they do not, nothing is allocated after the first call.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There are no rows, a row is incomplete, or <paramref name="outputs"/> has the wrong length.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A tape is being recorded on this thread, or an activation does what a recorded function must not do: see <see cref="Tape"/>.
    /// </exception>
    public void Predict(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        if (RecordingSession.IsActiveHere)
        {
            throw new InvalidOperationException(
                "Predict cannot run inside a recording: its numbers would be frozen into the tape. Use Forward, which records.");
        }
        int count = Guard.WholeRows(rows, InputCount);
        if (outputs.Length != (long)count * OutputCount)
        {
            long needed = (long)count * OutputCount;
            throw new ArgumentException(
                $"outputs must hold {NumberText.Count(needed, "number")}, {OutputCount} for each row "
                + $"({NumberText.Count(count, "row")} of {NumberText.Count(InputCount, "input")}), but held {outputs.Length}.",
                nameof(outputs));
        }
        if (outputs.Overlaps(rows)) rows = rows.ToArray();
        (Volatile.Read(ref _predictor) ?? PrepareOnce()).Predict(rows, outputs);
    }

    /// <summary>The description that micrograd prints: <c>MLP of [Layer of [ReLUNeuron(2), …], …]</c>.</summary>
    public override string ToString() => $"MLP of [{string.Join<Layer>(", ", _layers)}]";

    internal override void AddParametersTo(List<Value> parameters)
    {
        foreach (var layer in _layers) layer.AddParametersTo(parameters);
    }

    private Predictor PrepareOnce()
    {
        lock (_preparing)
        {
            if (_predictor is null) Volatile.Write(ref _predictor, new Predictor(_layers));
            return _predictor!;
        }
    }
}
