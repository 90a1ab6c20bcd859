namespace MicrogradSharp.Nn;

/// <summary>
/// An activation of each component as a module without parameters, such as <c>nn.ReLU</c> or <c>nn.Tanh</c> of PyTorch, for a
/// <see cref="Sequential"/>.
/// </summary>
public sealed class Elementwise : VectorModule
{
    /// <summary>Creates a module from an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    public Elementwise(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
    }

    /// <summary>The activation.</summary>
    public Activation Activation { get; }

    /// <summary>None.</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters => [];

    /// <summary>Applies the activation to each component.</summary>
    /// <param name="inputs">The vector, of any length.</param>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public override Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        var y = new Node[inputs.Length];
        for (int i = 0; i < y.Length; i++) y[i] = Activation.Apply(inputs[i]);
        return y;
    }
}
