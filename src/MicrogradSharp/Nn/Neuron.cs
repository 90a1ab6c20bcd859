namespace MicrogradSharp.Nn;

/// <summary>A neuron: activation(w · x + b).</summary>
public sealed class Neuron : Module
{
    private readonly Node[] _weights;

    /// <summary>Creates a neuron with random weights and a bias of 0.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="random">The source of the weights.</param>
    /// <param name="activation">The function applied to the weighted sum; default <see cref="Nn.Activation.ReLU"/>.</param>
    /// <param name="initializer">Draws the weights; default <see cref="Initializer.Micrograd"/>.</param>
    /// <param name="summation">How the products are added: one n-ary sum (the default), or a chain of additions.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="inputs"/> is less than 1, or <paramref name="summation"/> is not defined.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public Neuron(
        int inputs,
        Random random,
        Activation? activation = null,
        Initializer? initializer = null,
        Summation summation = Summation.Nary)
        : this(inputs, outputs: 1, random, activation, initializer, summation)
    {
    }

    // outputs is the number of neurons in the layer, which some initializers use
    internal Neuron(int inputs, int outputs, Random random, Activation? activation, Initializer? initializer, Summation summation)
    {
        Guard.AtLeastOne(inputs);
        ArgumentNullException.ThrowIfNull(random);
        if (summation is not (Summation.Nary or Summation.Chained))
        {
            throw new ArgumentOutOfRangeException(nameof(summation), $"summation must be Nary or Chained, but was {(int)summation}.");
        }
        initializer ??= Initializer.Micrograd;
        Activation = activation ?? Activation.ReLU;
        Summation = summation;
        _weights = new Node[inputs];
        for (int i = 0; i < inputs; i++) _weights[i] = initializer.Weight(inputs, outputs, random);
        Bias = 0.0;
        Weights = Array.AsReadOnly(_weights);
    }

    // for loading
    internal Neuron(ReadOnlySpan<double> weights, double bias, Activation activation, Summation summation)
    {
        Activation = activation;
        Summation = summation;
        _weights = new Node[weights.Length];
        for (int i = 0; i < weights.Length; i++) _weights[i] = weights[i];
        Bias = bias;
        Weights = Array.AsReadOnly(_weights);
    }

    /// <summary>The weights, one for each input.</summary>
    public IReadOnlyList<Node> Weights { get; }

    /// <summary>The bias.</summary>
    public Node Bias { get; }

    /// <summary>The function applied to the weighted sum.</summary>
    public Activation Activation { get; }

    internal Summation Summation { get; }

    /// <summary>The <see cref="Weights"/> as a span, for loops that run for each weight.</summary>
    internal ReadOnlySpan<Node> WeightSpan => _weights;

    /// <summary>The weights, then the bias.</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
        _weights.Select((weight, i) => ($"weights.{i}", weight)).Append(("bias", Bias));

    /// <summary>Computes activation(w · x + b).</summary>
    /// <param name="inputs">The inputs x, one for each weight.</param>
    /// <exception cref="ArgumentException">The number of inputs does not match the number of weights.</exception>
    /// <exception cref="InvalidOperationException">An input is <c>default(Node)</c>.</exception>
    public Node Forward(params ReadOnlySpan<Node> inputs)
    {
        if (inputs.Length != _weights.Length)
        {
            throw new ArgumentException(
                $"inputs must hold {NumberText.Count(_weights.Length, "node")}, one for each weight, but held {inputs.Length}.",
                nameof(inputs));
        }
        return Activation.Apply(Summation == Summation.Nary ? Nary(inputs) : Chained(inputs));
    }

    /// <summary>The description that micrograd prints, such as <c>ReLUNeuron(2)</c>.</summary>
    public override string ToString() => $"{char.ToUpperInvariant(Activation.Name[0])}{Activation.Name[1..]}Neuron({_weights.Length})";

    internal override void AddParametersTo(List<Value> parameters)
    {
        foreach (var weight in _weights) parameters.Add(weight.Value);
        parameters.Add(Bias.Value);
    }

    private Node Nary(ReadOnlySpan<Node> inputs)
    {
        var terms = new Value[inputs.Length + 1];
        terms[0] = Bias.Value;      // first, as in micrograd: the same additions in the same order
        for (int i = 0; i < inputs.Length; i++) terms[i + 1] = (_weights[i] * inputs[i]).Value;
        return new Node(new Value(Rule<Sum>.Shared, terms));
    }

    private Node Chained(ReadOnlySpan<Node> inputs)
    {
        var sum = Bias;
        for (int i = 0; i < inputs.Length; i++) sum += _weights[i] * inputs[i];
        return sum;
    }
}
