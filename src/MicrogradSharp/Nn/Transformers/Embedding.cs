namespace MicrogradSharp.Nn;

/// <summary>A table with a vector for each token, as <c>nn.Embedding</c> of PyTorch: y = W[token].</summary>
/// <remarks>Its parameter is <c>weight</c> (tokens × width).</remarks>
public sealed class Embedding : VectorModule
{
    private readonly Node[][] _weight;
    private readonly Node[][] _columns;

    /// <summary>Creates a table of random vectors.</summary>
    /// <param name="tokens">The number of tokens, at least 1.</param>
    /// <param name="width">The length of a vector, at least 1.</param>
    /// <param name="random">The source of the vectors, token after token.</param>
    /// <param name="initializer">
    /// Draws the components, as for <paramref name="width"/> inputs and <paramref name="tokens"/> outputs; default the standard normal
    /// distribution, as in PyTorch.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="tokens"/> or <paramref name="width"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public Embedding(int tokens, int width, Random random, Initializer? initializer = null)
    {
        Guard.AtLeastOne(tokens);
        Guard.AtLeastOne(width);
        ArgumentNullException.ThrowIfNull(random);
        _weight = (initializer ?? Initializer.Normal(1)).Matrix(tokens, width, random);
        Weight = Array.AsReadOnly(Array.ConvertAll(_weight, Array.AsReadOnly));
        _columns = new Node[width][];
        for (int i = 0; i < width; i++) _columns[i] = Array.ConvertAll(_weight, row => row[i]);
    }

    /// <summary>The table W, a vector for each token.</summary>
    public IReadOnlyList<IReadOnlyList<Node>> Weight { get; }

    /// <summary><c>weight.0.0</c>, <c>weight.0.1</c>, ….</summary>
    public override IEnumerable<(string Name, Node Parameter)> NamedParameters => Indexed("weight", _weight);

    /// <summary>Returns the vector of a token. It makes no nodes.</summary>
    /// <param name="token">The token, from 0. A tape freezes it: if it is a column of the row, pass a node instead.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="token"/> is not in the table.</exception>
    public Node[] Forward(int token)
    {
        if ((uint)token < (uint)_weight.Length) return [.. _weight[token]];
        throw new ArgumentOutOfRangeException(
            nameof(token), $"token must be 0 to {_weight.Length - 1}, the rows of the table, but was {token}.");
    }

    /// <summary>Returns the vector of a token that is a node, such as a column of a recorded row. It gets no gradient.</summary>
    /// <param name="inputs">One node, the token.</param>
    /// <remarks>
    /// Each component is a <see cref="Node.Gather"/>, which throws for a token that is not in the table: here, in <c>Graph.Forward</c>, and
    /// in a pass of a tape, where the message names the row.
    /// </remarks>
    /// <exception cref="ArgumentException">There is not exactly one node, or the token is not in the table.</exception>
    /// <exception cref="InvalidOperationException">The node is <c>default(Node)</c>.</exception>
    public override Node[] Forward(params ReadOnlySpan<Node> inputs)
    {
        CheckLength(inputs, 1);
        var vector = new Node[_columns.Length];
        for (int i = 0; i < vector.Length; i++) vector[i] = Node.Gather(inputs[0], _columns[i]);
        return vector;
    }
}
