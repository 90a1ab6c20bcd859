using System.Globalization;

namespace MicrogradSharp.Nn;

/// <summary>Modules in sequence, each of which gets the output of the one before, as <c>nn.Sequential</c> of PyTorch.</summary>
/// <remarks>A parameter has the index of its module before its name, as in <c>0.weight</c>.</remarks>
/// <example><code>
/// var random = new Random(1);
/// var model = new Sequential(new Linear(2, 16, random), new Elementwise(Activation.ReLU), new Linear(16, 1, random));
/// Node score = model.Forward(0.5, -1.0)[0];
/// </code></example>
public sealed class Sequential : SequenceModule
{
    private readonly SequenceModule[] _modules;

    /// <summary>Creates a sequence of modules.</summary>
    /// <param name="modules">The modules, at least one, each once: a module used twice would have each parameter twice.</param>
    /// <exception cref="ArgumentException"><paramref name="modules"/> is empty, contains null, or contains a module twice.</exception>
    public Sequential(params ReadOnlySpan<SequenceModule> modules)
    {
        if (modules.IsEmpty) throw new ArgumentException("modules must hold at least 1 module, but was empty.", nameof(modules));
        for (int i = 0; i < modules.Length; i++)
        {
            if (modules[i] is null) throw new ArgumentException($"modules[{i}] must be a module, but was null.", nameof(modules));
            int first = modules.IndexOf(modules[i]);
            if (first == i) continue;
            throw new ArgumentException($"modules must hold each module once, but modules[{i}] is modules[{first}].", nameof(modules));
        }
        _modules = modules.ToArray();
        Modules = Array.AsReadOnly(_modules);
    }

    /// <summary>The modules, in order.</summary>
    public IReadOnlyList<SequenceModule> Modules { get; }

    /// <summary>The parameters, module after module.</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters =>
        _modules.SelectMany((module, i) => Prefixed(i.ToString(CultureInfo.InvariantCulture), module));

    /// <summary>Computes the output at the next position, module after module.</summary>
    /// <param name="inputs">The vector at the position.</param>
    /// <param name="cache">The keys and values of the positions before. Those of this position are added.</param>
    /// <exception cref="ArgumentException">The length of a vector does not match its module.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The cache was used with another model or with a part of this one, or a component is <c>default(Node)</c>.
    /// </exception>
    public override Node[] ForwardNext(ReadOnlySpan<Node> inputs, KeyValueCache cache)
    {
        var y = _modules[0].ForwardNext(inputs, cache);
        for (int i = 1; i < _modules.Length; i++) y = _modules[i].ForwardNext(y, cache);
        return y;
    }
}
