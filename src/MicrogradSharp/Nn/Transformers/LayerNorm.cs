namespace MicrogradSharp.Nn;

/// <summary>
/// Shifts and scales a vector to mean 0 and variance 1, as <c>nn.LayerNorm</c> of PyTorch: yᵢ = wᵢ (xᵢ − μ) / √(σ² + ε) + bᵢ with the mean
/// μ = Σ xⱼ / n and the variance σ² = Σ (xⱼ − μ)² / n.
/// </summary>
/// <remarks>
/// <para>Its parameters are <c>weight</c> (width), which starts at 1, and <c>bias</c> (width), which starts at 0. J. L. Ba, J. R. Kiros
/// and G. E. Hinton, Layer Normalization, 2016.</para>
/// <para>A component that is NaN or infinite makes every output NaN. If the sum of the squares overflows, from components of about 1e154
/// on, the output is b. Equal components give b, or NaN if ε = 0.</para>
/// </remarks>
public sealed class LayerNorm : VectorModule
{
    private readonly int _width;
    private readonly double _epsilon;
    private readonly Node[]? _weight, _bias;

    /// <summary>Creates a normalisation.</summary>
    /// <param name="width">The length n of a vector, at least 1.</param>
    /// <param name="epsilon">The number ε, at least 0. It keeps a vector of equal components finite. The default is PyTorch's.</param>
    /// <param name="affine">Whether there is a weight w, PyTorch's <c>elementwise_affine</c>. Without it, w = 1 and b = 0.</param>
    /// <param name="bias">Whether there is a bias b beside the weight.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="width"/> is less than 1, or <paramref name="epsilon"/> is negative or not finite.
    /// </exception>
    public LayerNorm(int width, double epsilon = 1e-5, bool affine = true, bool bias = true)
    {
        _width = Guard.AtLeastOne(width);
        _epsilon = Guard.FiniteAtLeastZero(epsilon);
        if (!affine) return;
        _weight = Vector(width, 1);
        Weight = Array.AsReadOnly(_weight);
        if (!bias) return;
        _bias = Vector(width, 0);
        Bias = Array.AsReadOnly(_bias);
    }

    /// <summary>The weights w, one for each component, or null.</summary>
    public IReadOnlyList<Node>? Weight { get; }

    /// <summary>The biases b, one for each component, or null.</summary>
    public IReadOnlyList<Node>? Bias { get; }

    /// <summary><c>weight.0</c>, <c>weight.1</c>, …, then <c>bias.0</c>, ….</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
        [.. Indexed("weight", _weight ?? []), .. Indexed("bias", _bias ?? [])];

    /// <summary>Shifts and scales a vector.</summary>
    /// <param name="inputs">The vector.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="inputs"/> is not the width.</exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public override Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        CheckLength(inputs, _width);
        var mean = Node.Mean(inputs);
        var centred = new Node[_width];
        for (int i = 0; i < _width; i++) centred[i] = inputs[i] - mean;
        var y = RmsNorm.Scaled(centred, _epsilon);
        for (int i = 0; i < _width; i++)
        {
            if (_weight is not null) y[i] *= _weight[i];
            if (_bias is not null) y[i] += _bias[i];
        }
        return y;
    }
}
