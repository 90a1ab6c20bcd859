namespace MicrogradSharp.Nn;

/// <summary>Scales a vector to a root mean square of 1, as <c>nn.RMSNorm</c> of PyTorch: yᵢ = wᵢ xᵢ / √(Σ xⱼ² / n + ε).</summary>
/// <remarks>
/// <para>Its parameter is <c>weight</c> (width). It starts at 1. B. Zhang and R. Sennrich, Root Mean Square Layer Normalization, NeurIPS
/// 2019.</para>
/// <para>NaN in a component makes every output NaN. An infinite component gives NaN for itself and 0 for the others. If the sum of the
/// squares overflows, from components of about 1e154 on, every output is 0. A vector of zeros gives zeros, or NaN if ε = 0.</para>
/// </remarks>
public sealed class RmsNorm : VectorModule
{
    private const double MachineEpsilon = 1.0 / (1L << 52);     // the distance from 1 to the next number

    private readonly int _width;
    private readonly double _epsilon;
    private readonly Node[]? _weight;

    /// <summary>Creates a normalisation.</summary>
    /// <param name="width">The length n of a vector, at least 1.</param>
    /// <param name="epsilon">
    /// The number ε, at least 0. It keeps a vector of zeros finite. The default is PyTorch's for numbers of 64 bits, 2⁻⁵². For numbers of
    /// 32 bits it is 2⁻²³.
    /// </param>
    /// <param name="affine">Whether there is a weight w, PyTorch's <c>elementwise_affine</c>. Without it, w = 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="width"/> is less than 1, or <paramref name="epsilon"/> is negative or not finite.
    /// </exception>
    public RmsNorm(int width, double epsilon = MachineEpsilon, bool affine = true)
    {
        _width = Guard.AtLeastOne(width);
        _epsilon = Guard.FiniteAtLeastZero(epsilon);
        if (!affine) return;
        _weight = Vector(width, 1);
        Weight = Array.AsReadOnly(_weight);
    }

    /// <summary>The weights w, one for each component, or null.</summary>
    public IReadOnlyList<Node>? Weight { get; }

    /// <summary><c>weight.0</c>, <c>weight.1</c>, ….</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters => Indexed("weight", _weight ?? []);

    /// <summary>Scales a vector.</summary>
    /// <param name="inputs">The vector.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="inputs"/> is not the width.</exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public override Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        CheckLength(inputs, _width);
        var y = Scaled(inputs, _epsilon);
        if (_weight is null) return y;
        for (int i = 0; i < y.Length; i++) y[i] *= _weight[i];
        return y;
    }

    /// <summary>Returns xᵢ / √(Σ xⱼ² / n + ε).</summary>
    internal static Node[] Scaled(ReadOnlySpan<Node> x, double epsilon)
    {
        var scale = (Node.Dot(x, x) * (1.0 / x.Length) + epsilon).Pow(-0.5);
        var y = new Node[x.Length];
        for (int i = 0; i < y.Length; i++) y[i] = x[i] * scale;
        return y;
    }
}
