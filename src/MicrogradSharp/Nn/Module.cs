using System.Globalization;

namespace MicrogradSharp.Nn;

/// <summary>A part of a network that has parameters.</summary>
/// <remarks>
/// Not thread-safe: gradients are stored in the parameters. To write a custom part, derive from this class. Override
/// <see cref="NamedParameters"/>, with <see cref="Prefixed(string, Module)"/> for inner parts and
/// <see cref="Indexed(string, IEnumerable{Node})"/> for vectors and matrices, and add a method that computes the output.
/// </remarks>
public abstract partial class Module
{
    private Node[]? _parameters;
    private IReadOnlyList<Node>? _view;

    /// <summary>Every parameter with its name, such as <c>layers.0.neurons.3.weights.1</c>, in a fixed order.</summary>
    public abstract IEnumerable<(string Name, Node Parameter)> NamedParameters { get; }

    /// <summary>
    /// Every parameter once, in the order of <see cref="NamedParameters"/>. A parameter that two parts share may have two names there.
    /// </summary>
    public IReadOnlyList<Node> Parameters => _view ??= Array.AsReadOnly(All);

    /// <summary>The number of parameters. A shared one counts once.</summary>
    public int ParameterCount => All.Length;

    private Node[] All => _parameters ??= Collect();

    /// <summary>Sets the gradient of every parameter to 0. Call it before each backward pass, which adds to the gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in All) parameter.Grad = 0;
    }

    /// <summary>Counts the parameters of each part. A shared one counts in each of its parts, and once in the total.</summary>
    /// <example><code>
    /// Console.Write(model.Summary());     // a line for each layer
    /// </code></example>
    public ModuleSummary Summary() => new(NamedParameters.Select(named => named.Name), ParameterCount);

    /// <summary>Adds every parameter once, in the order of <see cref="NamedParameters"/>. Overridden where no names are needed.</summary>
    internal virtual void AddParametersTo(List<Value> parameters)
    {
        var seen = new HashSet<Value>();
        foreach (var (_, parameter) in NamedParameters)
        {
            if (seen.Add(parameter.Value)) parameters.Add(parameter.Value);
        }
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
        return parts.SelectMany((part, i) => Prefixed(string.Create(CultureInfo.InvariantCulture, $"{prefix}.{i}"), part));
    }

    /// <summary>Returns the parameters of an inner part, named <c>prefix.…</c>.</summary>
    /// <param name="prefix">The name of the part.</param>
    /// <param name="part">The part.</param>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> or <paramref name="part"/> is null.</exception>
    protected static IEnumerable<(string Name, Node Parameter)> Prefixed(string prefix, Module part)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(part);
        return part.NamedParameters.Select(named => ($"{prefix}.{named.Name}", named.Parameter));
    }

    /// <summary>Names the components of a vector <c>name.0</c>, <c>name.1</c> and so on. Files hold it as a tensor of this name.</summary>
    /// <param name="name">The name of the vector.</param>
    /// <param name="vector">The components.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="vector"/> is null.</exception>
    protected static IEnumerable<(string Name, Node Parameter)> Indexed(string name, IEnumerable<Node> vector)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(vector);
        return vector.Select((node, i) => (string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"), node));
    }

    /// <summary>Names the elements of a matrix <c>name.row.column</c>. Files hold it as a tensor of this name.</summary>
    /// <param name="name">The name of the matrix.</param>
    /// <param name="rows">The rows, of the same length.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="rows"/> is null.</exception>
    protected static IEnumerable<(string Name, Node Parameter)> Indexed(string name, IEnumerable<IEnumerable<Node>> rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        return rows.SelectMany((row, i) => Indexed(string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"), row));
    }
}
