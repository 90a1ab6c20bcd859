namespace MicrogradSharp.Nn;

/// <summary>
/// A block of a transformer: causal attention, then two linear maps with an activation between them. Each normalises its input and is added
/// to it: h = x + attention(norm1(x)), y = h + linear2(activation(linear1(norm2(h)))).
/// </summary>
/// <remarks>
/// It is <c>nn.TransformerEncoderLayer</c> of PyTorch with <c>norm_first=True</c>, a causal mask and without dropout. Its parts have the
/// names <c>self_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c> and <c>norm2</c>.
/// </remarks>
public sealed class TransformerBlock : SequenceModule
{
    private readonly int _width;
    private readonly CausalSelfAttention _attention;
    private readonly Linear _linear1, _linear2;
    private readonly Activation _activation;
    private readonly VectorModule _norm1, _norm2;

    /// <summary>Creates a block with random weights.</summary>
    /// <param name="width">The length of a vector, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">The number of heads of the attention, at least 1.</param>
    /// <param name="random">The source of the parameters: the attention, then the two linear maps.</param>
    /// <param name="hidden">The number of components between the linear maps; default 4 times the width.</param>
    /// <param name="activation">The activation between the linear maps; default <see cref="Activation.ReLU"/>, as in PyTorch.</param>
    /// <param name="bias">Whether the attention, the linear maps and the default normalisation have biases.</param>
    /// <param name="initializer">Draws the weights; default those of PyTorch, see the parts.</param>
    /// <param name="norm">
    /// Makes a normalisation for a width. It is called twice. Default <see cref="LayerNorm"/>, as in PyTorch. For an
    /// <see cref="RmsNorm"/>: <c>width => new RmsNorm(width)</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="width"/>, <paramref name="heads"/> or <paramref name="hidden"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="width"/> is not a multiple of <paramref name="heads"/>, or <paramref name="norm"/> returns null or the same module
    /// twice.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public TransformerBlock(
        int width,
        int heads,
        Random random,
        int? hidden = null,
        Activation? activation = null,
        bool bias = true,
        Initializer? initializer = null,
        Func<int, VectorModule>? norm = null)
    {
        _width = width;
        _attention = new CausalSelfAttention(width, heads, random, bias, initializer);
        int inner = Guard.AtLeastOne(hidden ?? checked(4 * width), nameof(hidden));
        _linear1 = new Linear(width, inner, random, bias, initializer);
        _linear2 = new Linear(inner, width, random, bias, initializer);
        _activation = activation ?? Activation.ReLU;
        norm ??= n => new LayerNorm(n, bias: bias);
        (_norm1, _norm2) = (norm(width), norm(width));
        if (_norm1 is null || _norm2 is null) throw new ArgumentException("norm must return a module, but returned null.", nameof(norm));
        if (_norm1 == _norm2) throw new ArgumentException("norm must return a new module each time, but returned one twice.", nameof(norm));
    }

    /// <summary>The parameters of <c>self_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c> and <c>norm2</c>.</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
    [
        .. Prefixed("self_attn", _attention),
        .. Prefixed("linear1", _linear1),
        .. Prefixed("linear2", _linear2),
        .. Prefixed("norm1", _norm1),
        .. Prefixed("norm2", _norm2),
    ];

    /// <summary>Computes the output at the next position, which attends to itself and to the positions in the cache.</summary>
    /// <param name="inputs">The vector at the position.</param>
    /// <param name="cache">The keys and values of the positions before. Those of this position are added.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="inputs"/> is not the width.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The cache was used with another model or with a part of this one, or a component is <c>default(Node)</c>.
    /// </exception>
    public override Node[] ForwardNext(ReadOnlySpan<Node> inputs, KeyValueCache cache)
    {
        CheckLength(inputs, _width);
        var h = Sum(inputs, _attention.ForwardNext(_norm1.Forward(inputs), cache));
        var hidden = Array.ConvertAll(_linear1.Forward(_norm2.Forward(h)), _activation.Apply);
        return Sum(h, _linear2.Forward(hidden));
    }

    private static Node[] Sum(ReadOnlySpan<Node> left, Node[] right)
    {
        var sum = new Node[right.Length];
        for (int i = 0; i < sum.Length; i++) sum[i] = left[i] + right[i];
        return sum;
    }
}
