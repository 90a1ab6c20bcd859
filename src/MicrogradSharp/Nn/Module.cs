namespace MicrogradSharp.Nn;

/// <summary>A part of a network that has parameters.</summary>
/// <remarks>
/// Not thread-safe: gradients are stored in the parameters. To write a custom part, derive from this class. Override
/// <see cref="NamedParameters"/>, with <see cref="Prefixed"/> for inner parts, and add a method that computes the output.
/// </remarks>
public abstract class Module
{
    private Node[]? _parameters;
    private IReadOnlyList<Node>? _view;

    /// <summary>Every parameter with its name, such as <c>layers.0.neurons.3.weights.1</c>, in a fixed order.</summary>
    public abstract IEnumerable<(string Name, Node Parameter)> NamedParameters { get; }

    /// <summary>Every parameter, in the order of <see cref="NamedParameters"/>.</summary>
    public IReadOnlyList<Node> Parameters => _view ??= Array.AsReadOnly(All);

    /// <summary>The number of parameters.</summary>
    public int ParameterCount => All.Length;

    private Node[] All => _parameters ??= Collect();

    /// <summary>Sets the gradient of every parameter to 0. Call it before each backward pass, which adds to the gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in All) parameter.Grad = 0;
    }

    /// <summary>Counts the parameters of each part.</summary>
    /// <example><code>
    /// Console.Write(model.Summary());     // a line for each layer
    /// </code></example>
    public ModuleSummary Summary() => new(NamedParameters.Select(named => named.Name));

    /// <summary>Adds every parameter, in the order of <see cref="NamedParameters"/>. Overridden where no names are needed for it.</summary>
    internal virtual void AddParametersTo(List<Value> parameters)
    {
        foreach (var (_, parameter) in NamedParameters) parameters.Add(parameter.Value);
    }

    private Node[] Collect()
    {
        var values = new List<Value>();     // not nodes: a list of structs is compiled anew when a program starts
        AddParametersTo(values);
        var parameters = new Node[values.Count];
        for (int i = 0; i < parameters.Length; i++) parameters[i] = new Node(values[i]);
        return parameters;
    }

    /// <summary>Returns the parameters of inner parts, named <c>prefix.0.…</c>, <c>prefix.1.…</c> and so on.</summary>
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
