namespace MicrogradSharp.Nn;

/// <summary>
/// Attention with several heads, in which a position attends to itself and to the positions before it, as <c>nn.MultiheadAttention</c> of
/// PyTorch with a causal mask and without dropout.
/// </summary>
/// <remarks>
/// <para>At position t, qₜ, kₜ, vₜ are the three parts of W_in xₜ + b_in. Head h takes components h·d to (h + 1)·d − 1 of each, with
/// d = width / heads. Its weights are softmax over s ≤ t of qₜ · kₛ / √d, and its output is the weighted mean of the vₛ. The outputs of all
/// heads, one after the other, are mapped by W_out and b_out. A. Vaswani et al., Attention Is All You Need, NeurIPS 2017.</para>
/// <para>A component that is NaN or infinite makes the outputs of its position and of all later ones NaN.</para>
/// <para>Its parameters are <c>in_proj_weight</c> (3 width × width), <c>in_proj_bias</c> (3 width), <c>out_proj.weight</c> (width × width)
/// and <c>out_proj.bias</c> (width).</para>
/// </remarks>
public sealed class CausalSelfAttention : SequenceModule
{
    private readonly Linear _input, _output;
    private readonly int _width, _headWidth;

    /// <summary>Creates an attention with random weights and biases of 0.</summary>
    /// <param name="width">The length of a vector, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">The number of heads, at least 1.</param>
    /// <param name="random">The source of the weights: W_in, then W_out.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="initializer">
    /// Draws the weights. Default, as in PyTorch: <see cref="Initializer.XavierUniform"/> of width inputs and 3 width outputs for W_in, and
    /// uniform within ±1/√width for W_out.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> or <paramref name="heads"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="width"/> is not a multiple of <paramref name="heads"/>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public CausalSelfAttention(int width, int heads, Random random, bool bias = true, Initializer? initializer = null)
    {
        _width = Guard.AtLeastOne(width);
        Guard.AtLeastOne(heads);
        if (width % heads != 0) throw new ArgumentException($"width must be a multiple of heads, {heads}, but was {width}.", nameof(width));
        _headWidth = width / heads;
        _input = new Linear(width, checked(3 * width), random, bias, initializer ?? Initializer.XavierUniform);
        _output = new Linear(width, width, random, bias, initializer ?? Linear.DefaultInitializer);
    }

    /// <summary><c>in_proj_weight.0.0</c>, …, <c>in_proj_bias.0</c>, …, <c>out_proj.weight.0.0</c>, …, <c>out_proj.bias.0</c>, ….</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
    [
        .. Indexed("in_proj_weight", _input.Weight),
        .. Indexed("in_proj_bias", _input.Bias ?? []),
        .. Prefixed("out_proj", _output),
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
        ArgumentNullException.ThrowIfNull(cache);
        var projected = _input.Forward(inputs);
        var query = projected.AsSpan(0, _width);
        var (keys, values) = cache.Add(this, projected[_width..(2 * _width)], projected[(2 * _width)..]);
        var attended = new Node[_width];
        for (int start = 0; start < _width; start += _headWidth)
        {
            Attend(query.Slice(start, _headWidth), keys, values, start, attended.AsSpan(start, _headWidth));
        }
        return _output.Forward(attended);
    }

    private static void Attend(ReadOnlySpan<Node> query, List<Node[]> keys, List<Node[]> values, int start, Span<Node> attended)
    {
        double scale = 1 / Math.Sqrt(query.Length);
        var scores = new Node[keys.Count];
        for (int s = 0; s < scores.Length; s++) scores[s] = Node.Dot(query, keys[s].AsSpan(start, query.Length)) * scale;
        var weights = Node.Softmax(scores);
        var column = new Node[values.Count];
        for (int i = 0; i < attended.Length; i++)
        {
            for (int s = 0; s < column.Length; s++) column[s] = values[s][start + i];
            attended[i] = Node.Dot(weights, column);
        }
    }
}
