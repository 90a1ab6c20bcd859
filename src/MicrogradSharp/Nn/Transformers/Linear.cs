namespace MicrogradSharp.Nn;

/// <summary>A linear map, y = W x + b, as <c>nn.Linear</c> of PyTorch.</summary>
/// <remarks>
/// Its parameters are <c>weight</c> (outputs × inputs) and <c>bias</c> (outputs). The products of a row are one <see cref="Node.Dot"/>. A
/// <see cref="Layer"/> is a linear map with an activation, made of neurons.
/// </remarks>
public sealed class Linear : VectorModule
{
    private readonly Node[][] _weight;
    private readonly Node[]? _bias;

    /// <summary>Creates a linear map with random parameters.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="outputs">The number of outputs, at least 1.</param>
    /// <param name="random">The source of the weights, row after row, then of the biases.</param>
    /// <param name="bias">Whether there is a bias b.</param>
    /// <param name="initializer">
    /// Draws the weights, and biases start at 0. Default: weights and biases are uniform within ±1/√inputs, as in PyTorch.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="inputs"/> or <paramref name="outputs"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public Linear(int inputs, int outputs, Random random, bool bias = true, Initializer? initializer = null)
    {
        Guard.AtLeastOne(inputs);
        Guard.AtLeastOne(outputs);
        ArgumentNullException.ThrowIfNull(random);
        _weight = (initializer ?? DefaultInitializer).Matrix(outputs, inputs, random);
        Weight = Array.AsReadOnly(Array.ConvertAll(_weight, Array.AsReadOnly));
        if (!bias) return;
        _bias = Vector(outputs, 0);
        Bias = Array.AsReadOnly(_bias);
        if (initializer is not null) return;
        foreach (var b in _bias) b.Data = DefaultInitializer.Weight(inputs, outputs, random);
    }

    /// <summary>The weights W, a row of inputs for each output.</summary>
    public IReadOnlyList<IReadOnlyList<Node>> Weight { get; }

    /// <summary>The biases b, one for each output, or null.</summary>
    public IReadOnlyList<Node>? Bias { get; }

    /// <summary><c>weight.0.0</c>, <c>weight.0.1</c>, …, then <c>bias.0</c>, ….</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
        [.. Indexed("weight", _weight), .. Indexed("bias", _bias ?? [])];

    /// <summary>Uniform within ±1/√inputs.</summary>
    internal static Initializer DefaultInitializer { get; } =
        new("PyTorch", (inputs, _, random) => Initializer.Uniform(random, 1) / Math.Sqrt(inputs));

    /// <summary>Computes y = W x + b.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="ArgumentException">The number of inputs does not match the weights.</exception>
    /// <exception cref="InvalidOperationException">An input is <c>default(Node)</c>.</exception>
    public override Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        CheckLength(inputs, _weight[0].Length);
        var outputs = new Node[_weight.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Node.Dot(_weight[i], inputs);
            if (_bias is not null) outputs[i] += _bias[i];
        }
        return outputs;
    }
}
