namespace MicrogradSharp.Nn;

/// <summary>A part of a network: something with parameters.</summary>
/// <remarks>
/// Not thread-safe: gradients live in the parameters. Derive from it for a part of your own: give <see cref="NamedParameters"/>,
/// with <see cref="Prefixed"/> for the parts inside, and a method that computes.
/// </remarks>
public abstract class Module
{
    private Node[]? _parameters;
    private IReadOnlyList<Node>? _view;

    /// <summary>Every parameter with its name, such as <c>layers.0.neurons.3.weights.1</c>, in an order that stays the same.</summary>
    public abstract IEnumerable<(string Name, Node Parameter)> NamedParameters { get; }

    /// <summary>Every parameter, in the order of <see cref="NamedParameters"/>.</summary>
    public IReadOnlyList<Node> Parameters => _view ??= Array.AsReadOnly(All);

    /// <summary>The number of parameters.</summary>
    public int ParameterCount => All.Length;

    private Node[] All => _parameters ??= [.. NamedParameters.Select(named => named.Parameter)];

    /// <summary>Sets the gradient of every parameter to 0: call it before each backward pass, which adds to them.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in All) parameter.Grad = 0;
    }

    /// <summary>Counts the parameters, part by part.</summary>
    /// <example><code>
    /// Console.Write(model.Summary());     // a line for each layer
    /// </code></example>
    public ModuleSummary Summary() => new(NamedParameters.Select(named => named.Name));

    /// <summary>The parameters of the parts inside, named <c>prefix.0.…</c>, <c>prefix.1.…</c> and so on.</summary>
    /// <param name="prefix">The name of the list of parts.</param>
    /// <param name="parts">The parts, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> or <paramref name="parts"/> is null.</exception>
    protected static IEnumerable<(string Name, Node Parameter)> Prefixed(string prefix, IEnumerable<Module> parts)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(parts);
        return parts.SelectMany((part, i) => part.NamedParameters.Select(named => ($"{prefix}.{i}.{named.Name}", named.Parameter)));
    }
}
