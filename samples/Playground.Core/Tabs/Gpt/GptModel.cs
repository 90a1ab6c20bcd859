using MicrogradSharp;
using MicrogradSharp.Nn;

namespace Playground.Tabs.Gpt;

/// <summary>The model of <c>samples/microgpt.cs</c>, with the same parameters in the same order: a transformer of one layer.</summary>
/// <remarks>
/// A bigram is the same model without the positions and without the letters before the last: its attention sees one letter only.
/// </remarks>
public sealed class GptModel
{
    /// <summary>The number of components of a vector, and the number of heads that share them.</summary>
    public const int Width = 16, Heads = 4;

    /// <summary>The number of positions that have a vector.</summary>
    public const int Block = 16;

    private const int HeadWidth = Width / Heads;

    private static readonly RmsNorm s_norm = new(Width, epsilon: 1e-5, affine: false);

    private readonly bool _isBigram;
    private readonly Embedding _tokens, _positions;
    private readonly Linear _output, _query, _key, _value, _projection, _wide, _narrow;

    /// <summary>Draws the parameters.</summary>
    /// <param name="tokens">The number of tokens.</param>
    /// <param name="random">The source of the parameters.</param>
    /// <param name="isBigram">Whether the model sees the last letter only.</param>
    public GptModel(int tokens, Random random, bool isBigram = false)
    {
        _isBigram = isBigram;
        var initializer = Initializer.Normal(0.08);
        _tokens = new Embedding(tokens, Width, random, initializer);
        _positions = new Embedding(Block, Width, random, initializer);
        _output = Map(Width, tokens);
        _query = Map(Width, Width);
        _key = Map(Width, Width);
        _value = Map(Width, Width);
        _projection = Map(Width, Width);
        _wide = Map(Width, 4 * Width);
        _narrow = Map(4 * Width, Width);
        Linear[] maps = [_output, _query, _key, _value, _projection, _wide, _narrow];
        IReadOnlyList<IReadOnlyList<Node>>[] matrices = [_tokens.Weight, _positions.Weight, .. maps.Select(map => map.Weight)];
        Parameters = [.. matrices.SelectMany(matrix => matrix).SelectMany(row => row)];

        Linear Map(int inputs, int outputs) => new(inputs, outputs, random, bias: false, initializer);
    }

    public IReadOnlyList<Node> Parameters { get; }

    /// <summary>The vector of a token.</summary>
    public Node[] Vector(int token) => _tokens.Forward(token);

    /// <summary>The logits of the token after the next position of a document.</summary>
    /// <param name="token">The token there.</param>
    /// <param name="pass">What the positions before have left. This position adds its own.</param>
    public Node[] Next(int token, GptPass pass)
    {
        var vector = Vector(token);
        var x = s_norm.Forward(_isBigram ? vector : Add(vector, _positions.Forward(pass.Count)));
        var normed = s_norm.Forward(x);
        if (_isBigram) pass.Forget();
        pass.Add(_key.Forward(normed), _value.Forward(normed));
        x = Add(_projection.Forward(Attend(_query.Forward(normed), pass)), x);
        var wide = Array.ConvertAll(_wide.Forward(s_norm.Forward(x)), hidden => hidden.ReLU());
        return _output.Forward(Add(_narrow.Forward(wide), x));
    }

    /// <summary>The mean cross-entropy of a document: its tokens, with the end token before and behind.</summary>
    public Node LossOf(ReadOnlySpan<int> tokens)
    {
        var pass = new GptPass();
        var losses = new Node[tokens.Length - 1];
        for (int p = 0; p < losses.Length; p++) losses[p] = Loss.CrossEntropy(Next(tokens[p], pass), tokens[p + 1]);
        return Node.Mean(losses);
    }

    private static Node[] Attend(Node[] query, GptPass pass)
    {
        double scale = Math.Sqrt(HeadWidth);
        var attended = new Node[Width];
        var weights = new Node[Heads][];
        var column = new Node[pass.Keys.Count];
        for (int head = 0; head < Heads; head++)
        {
            int start = head * HeadWidth;
            var scores = new Node[column.Length];
            for (int s = 0; s < scores.Length; s++)
            {
                scores[s] = Node.Dot(query.AsSpan(start, HeadWidth), pass.Keys[s].AsSpan(start, HeadWidth)) / scale;
            }
            weights[head] = Node.Softmax(scores);
            for (int i = start; i < start + HeadWidth; i++)
            {
                for (int s = 0; s < column.Length; s++) column[s] = pass.Values[s][i];
                attended[i] = Node.Dot(weights[head], column);
            }
        }
        pass.Add(weights);
        return attended;
    }

    private static Node[] Add(Node[] x, Node[] y)
    {
        var sum = new Node[x.Length];
        for (int i = 0; i < sum.Length; i++) sum[i] = x[i] + y[i];
        return sum;
    }
}
