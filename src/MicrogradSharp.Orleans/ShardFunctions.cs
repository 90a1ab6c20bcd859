using MicrogradSharp.Orleans.Sources;

namespace MicrogradSharp.Orleans;

/// <summary>
/// The functions and sources that a silo knows by name. Code cannot travel between machines, so every silo adds the same ones when it
/// starts.
/// </summary>
/// <remarks>The sources <c>csv</c> and <c>parquet</c> are always there.</remarks>
public sealed class ShardFunctions
{
    private readonly Dictionary<string, Func<ShardFunction>> _functions = [];
    private readonly Dictionary<string, IShardSource> _sources = new()
    {
        [Shard.CsvSource] = new CsvSource(),
        [Shard.ParquetSource] = new ParquetSource(),
    };

    /// <summary>Adds a function of a row and of parameters.</summary>
    /// <param name="name">The name.</param>
    /// <param name="columns">The number of columns of a row, at least 1.</param>
    /// <param name="parameters">The number of parameters, at least 1.</param>
    /// <param name="loss">
    /// The loss of a row, or its residual. It is recorded once for each shard, perhaps on several threads at once: it must not use nodes
    /// from outside.
    /// </param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name is empty, white space or taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public ShardFunctions Add(string name, int columns, int parameters, ShardLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        return Add(name, () =>
        {
            var nodes = new Node[parameters];
            for (int i = 0; i < nodes.Length; i++) nodes[i] = new Node(0);
            return new ShardFunction(Tape.Record(columns, row => loss(nodes, row)), nodes);
        });
    }

    /// <summary>Adds a function, such as the loss of a network, or several residuals for each row.</summary>
    /// <param name="name">The name.</param>
    /// <param name="create">
    /// Creates the parameters and records the function. It is called for each shard, perhaps on several threads at once.
    /// </param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name is empty, white space or taken.</exception>
    /// <example><code>
    /// functions.Add("moons", () =>
    /// {
    ///     var model = new MLP(2, [16, 16, 1], new Random(1));
    ///     return new ShardFunction(Tape.Record(3, row => Loss.Hinge(model.Forward(row[..2])[0], row[2])), model.Parameters);
    /// });
    /// </code></example>
    public ShardFunctions Add(string name, Func<ShardFunction> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        if (_functions.TryAdd(name, create)) return this;
        throw new ArgumentException($"name must be new, but there is already a function '{name}'.", nameof(name));
    }

    /// <summary>Adds a source of rows.</summary>
    /// <param name="name">The name, see <see cref="Shard.Source"/>.</param>
    /// <param name="source">Loads the rows.</param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name is empty, white space or taken.</exception>
    public ShardFunctions AddSource(string name, IShardSource source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(source);
        if (_sources.TryAdd(name, source)) return this;
        throw new ArgumentException($"name must be new, but there is already a source '{name}'.", nameof(name));
    }

    /// <summary>Adds a source of rows that code makes.</summary>
    /// <param name="name">The name, see <see cref="Shard.FromCode"/>.</param>
    /// <param name="load">Makes the rows of a shard, the same each time.</param>
    /// <returns>This object.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name is empty, white space or taken.</exception>
    public ShardFunctions AddSource(string name, Func<Shard, ShardRows> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        return AddSource(name, new CodeSource(load));
    }

    /// <summary>Creates a function.</summary>
    /// <exception cref="KeyNotFoundException">There is no function of this name.</exception>
    internal ShardFunction Create(string name)
    {
        if (_functions.TryGetValue(name, out var create))
        {
            return create() ?? throw new InvalidOperationException("it must create a function, but returned null.");
        }
        throw new KeyNotFoundException($"the silo must know the function '{name}', but knows {Names(_functions.Keys)}.");
    }

    /// <summary>Returns a source.</summary>
    /// <exception cref="KeyNotFoundException">There is no source of this name.</exception>
    internal IShardSource Source(string name) =>
        _sources.TryGetValue(name, out var source)
            ? source
            : throw new KeyNotFoundException($"the silo must know the source '{name}', but knows {Names(_sources.Keys)}.");

    private static string Names(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"'{name}'"));
}
