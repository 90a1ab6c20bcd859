namespace MicrogradSharp.Nn;

/// <summary>What a neuron does to its weighted sum: a function of one node with a name.</summary>
/// <remarks>Immutable; safe to share between networks and threads.</remarks>
public sealed class Activation
{
    private readonly Func<Node, Node> _function;

    /// <summary>Makes an activation of any function of one node, such as a user's own operator.</summary>
    /// <param name="name">Its name in descriptions of a network.</param>
    /// <param name="function">The function.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="function"/> is null.</exception>
    public Activation(string name, Func<Node, Node> function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(function);
        Name = name;
        _function = function;
    }

    /// <summary>y = x, the activation of a last layer. It adds no node.</summary>
    public static Activation Linear { get; } = new(nameof(Linear), x => x);

    /// <summary><see cref="Node.ReLU"/>, the default.</summary>
    public static Activation ReLU { get; } = new(nameof(ReLU), x => x.ReLU());

    /// <summary><see cref="Node.LeakyReLU"/> with a slope of 0.01.</summary>
    public static Activation LeakyReLU { get; } = new(nameof(LeakyReLU), x => x.LeakyReLU());

    /// <summary><see cref="Node.ELU"/> with α = 1.</summary>
    public static Activation ELU { get; } = new(nameof(ELU), x => x.ELU());

    /// <summary><see cref="Node.GELU"/>, the exact form.</summary>
    public static Activation GELU { get; } = new(nameof(GELU), x => x.GELU());

    /// <summary><see cref="Node.SiLU"/>, also known as swish.</summary>
    public static Activation SiLU { get; } = new(nameof(SiLU), x => x.SiLU());

    /// <summary><see cref="Node.Softplus"/>.</summary>
    public static Activation Softplus { get; } = new(nameof(Softplus), x => x.Softplus());

    /// <summary><see cref="Node.Tanh"/>.</summary>
    public static Activation Tanh { get; } = new(nameof(Tanh), x => x.Tanh());

    /// <summary><see cref="Node.Sigmoid"/>.</summary>
    public static Activation Sigmoid { get; } = new(nameof(Sigmoid), x => x.Sigmoid());

    /// <summary><see cref="Node.Erf"/>.</summary>
    public static Activation Erf { get; } = new(nameof(Erf), x => x.Erf());

    /// <summary><see cref="Node.Atan"/>.</summary>
    public static Activation Atan { get; } = new(nameof(Atan), x => x.Atan());

    /// <summary><see cref="Node.Sin"/>.</summary>
    public static Activation Sin { get; } = new(nameof(Sin), x => x.Sin());

    /// <summary><see cref="Node.Cos"/>.</summary>
    public static Activation Cos { get; } = new(nameof(Cos), x => x.Cos());

    /// <summary><see cref="Node.Tan"/>.</summary>
    public static Activation Tan { get; } = new(nameof(Tan), x => x.Tan());

    /// <summary><see cref="Node.Exp"/>.</summary>
    public static Activation Exp { get; } = new(nameof(Exp), x => x.Exp());

    /// <summary><see cref="Node.Expm1"/>.</summary>
    public static Activation Expm1 { get; } = new(nameof(Expm1), x => x.Expm1());

    /// <summary><see cref="Node.Log"/>.</summary>
    public static Activation Log { get; } = new(nameof(Log), x => x.Log());

    /// <summary><see cref="Node.Log1p"/>.</summary>
    public static Activation Log1p { get; } = new(nameof(Log1p), x => x.Log1p());

    /// <summary><see cref="Node.Sqrt"/>.</summary>
    public static Activation Sqrt { get; } = new(nameof(Sqrt), x => x.Sqrt());

    /// <summary><see cref="Node.Abs"/>.</summary>
    public static Activation Abs { get; } = new(nameof(Abs), x => x.Abs());

    /// <summary>Every activation above, the usual ones first.</summary>
    public static IReadOnlyList<Activation> All { get; } = Array.AsReadOnly<Activation>(
    [
        Linear, ReLU, LeakyReLU, ELU, GELU, SiLU, Softplus, Tanh, Sigmoid, Erf,
        Atan, Sin, Cos, Tan, Exp, Expm1, Log, Log1p, Sqrt, Abs,
    ]);

    /// <summary>The name, such as <c>ReLU</c>.</summary>
    public string Name { get; }

    /// <summary>The activation of <see cref="All"/> with this name; upper and lower case are the same.</summary>
    /// <param name="name">The name, such as <c>tanh</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such activation; the message lists the names.</exception>
    public static Activation FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var activation in All)
        {
            if (activation.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return activation;
        }
        throw new ArgumentException($"name must be one of {string.Join(", ", All)}, but was '{name}'.", nameof(name));
    }

    /// <summary>Applies the function.</summary>
    /// <param name="x">The input.</param>
    /// <exception cref="InvalidOperationException"><paramref name="x"/> is <c>default(Node)</c>.</exception>
    public Node Apply(Node x)
    {
        _ = x.Value;    // a linear activation would pass it on
        return _function(x);
    }

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
