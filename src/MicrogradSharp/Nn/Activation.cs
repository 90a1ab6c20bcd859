using System.Diagnostics.CodeAnalysis;

namespace MicrogradSharp.Nn;

/// <summary>A named function of one node, which a neuron applies to its weighted sum.</summary>
/// <remarks>Immutable; safe to share between networks and threads.</remarks>
public sealed class Activation
{
    private readonly Func<Node, Node> _function;

    /// <summary>Creates an activation from any function of one node, such as a custom operator.</summary>
    /// <param name="name">The name in descriptions of a network.</param>
    /// <param name="function">The function.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="function"/> is null.</exception>
    public Activation(string name, Func<Node, Node> function)
    {
        Guard.NotBlank(name);
        ArgumentNullException.ThrowIfNull(function);
        Name = name;
        _function = function;
    }

    /// <summary>y = x, for the last layer. It adds no node.</summary>
    public static Activation Linear { get; } = new("linear", x => x);

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
    public static Activation Softplus { get; } = new("softplus", x => x.Softplus());

    /// <summary><see cref="Node.Tanh"/>.</summary>
    public static Activation Tanh { get; } = new("tanh", x => x.Tanh());

    /// <summary><see cref="Node.Sigmoid"/>.</summary>
    public static Activation Sigmoid { get; } = new("sigmoid", x => x.Sigmoid());

    /// <summary><see cref="Node.Erf"/>.</summary>
    public static Activation Erf { get; } = new("erf", x => x.Erf());

    /// <summary><see cref="Node.Atan"/>.</summary>
    public static Activation Atan { get; } = new("atan", x => x.Atan());

    /// <summary><see cref="Node.Sin"/>.</summary>
    public static Activation Sin { get; } = new("sin", x => x.Sin());

    /// <summary>
    /// Every activation above. To use any other operator, call the constructor: <c>new Activation("cosine", x =&gt; x.Cos())</c>.
    /// </summary>
    public static IReadOnlyList<Activation> All => Known.List;

    /// <summary>The name as written in papers, such as <c>ReLU</c> or <c>tanh</c>.</summary>
    public string Name { get; }

    /// <summary>Returns the activation of <see cref="All"/> with this name, ignoring case.</summary>
    /// <param name="name">The name, such as <c>tanh</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">No activation has this name. The message lists the names.</exception>
    public static Activation FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryFromName(name, out var activation)
            ? activation
            : throw new ArgumentException($"name must be one of {string.Join(", ", All)}, but was '{name}'.", nameof(name));
    }

    /// <summary>Finds the activation of <see cref="All"/> with this name, ignoring case.</summary>
    /// <param name="name">The name, such as <c>tanh</c>. Null is never found.</param>
    /// <param name="activation">The activation, or null if it is not found.</param>
    /// <returns>Whether it is found.</returns>
    public static bool TryFromName(string? name, [NotNullWhen(true)] out Activation? activation)
    {
        activation = All.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return activation is not null;
    }

    /// <summary>Applies the function.</summary>
    /// <param name="x">The input.</param>
    /// <exception cref="InvalidOperationException"><paramref name="x"/> is <c>default(Node)</c>.</exception>
    public Node Apply(Node x)
    {
        _ = x.Value;    // throws for default(Node), which a linear activation would return
        return _function(x);
    }

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    // Made when it is asked for, not with the first network.
    private static class Known
    {
        internal static readonly IReadOnlyList<Activation> List = Array.AsReadOnly<Activation>(
            [Linear, ReLU, LeakyReLU, ELU, GELU, SiLU, Softplus, Tanh, Sigmoid, Erf, Atan, Sin]);
    }
}
