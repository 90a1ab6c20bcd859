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

    private readonly bool _isBigram;
    private readonly Node[][] _tokens, _positions, _output, _query, _key, _value, _projection, _wide, _narrow;

    /// <summary>Draws the parameters.</summary>
    /// <param name="tokens">The number of tokens.</param>
    /// <param name="random">The source of the parameters.</param>
    /// <param name="isBigram">Whether the model sees the last letter only.</param>
    public GptModel(int tokens, Random random, bool isBigram = false)
    {
        _isBigram = isBigram;
        _tokens = Matrix(tokens, Width, random);
        _positions = Matrix(Block, Width, random);
        _output = Matrix(tokens, Width, random);
        _query = Matrix(Width, Width, random);
        _key = Matrix(Width, Width, random);
        _value = Matrix(Width, Width, random);
        _projection = Matrix(Width, Width, random);
        _wide = Matrix(4 * Width, Width, random);
        _narrow = Matrix(Width, 4 * Width, random);
        Node[][][] all = [_tokens, _positions, _output, _query, _key, _value, _projection, _wide, _narrow];
        Parameters = [.. all.SelectMany(matrix => matrix).SelectMany(row => row)];
    }

    public IReadOnlyList<Node> Parameters { get; }

    /// <summary>The vector of a token.</summary>
    public Node[] Vector(int token) => _tokens[token];

    /// <summary>The logits of the token after the next position of a document.</summary>
    /// <param name="token">The vector of the token there.</param>
    /// <param name="pass">What the positions before have left. This position adds its own.</param>
    public Node[] Next(Node[] token, GptPass pass)
    {
        var x = RmsNorm(_isBigram ? token : Add(token, _positions[pass.Count]));
        var normed = RmsNorm(x);
        if (_isBigram) pass.Forget();
        pass.Add(Linear(normed, _key), Linear(normed, _value));
        x = Add(Linear(Attend(Linear(normed, _query), pass), _projection), x);
        var wide = Linear(RmsNorm(x), _wide);
        for (int i = 0; i < wide.Length; i++) wide[i] = wide[i].ReLU();
        return Linear(Add(Linear(wide, _narrow), x), _output);
    }

    /// <summary>The mean cross-entropy of a document: its tokens, with the end token before and behind.</summary>
    public Node LossOf(ReadOnlySpan<int> tokens)
    {
        var pass = new GptPass();
        var losses = new Node[tokens.Length - 1];
        for (int p = 0; p < losses.Length; p++) losses[p] = Loss.CrossEntropy(Next(_tokens[tokens[p]], pass), tokens[p + 1]);
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

    private static Node[][] Matrix(int rows, int columns, Random random)
    {
        var initializer = Initializer.Normal(0.08);
        var matrix = new Node[rows][];
        for (int r = 0; r < rows; r++)
        {
            matrix[r] = new Node[columns];
            for (int c = 0; c < columns; c++) matrix[r][c] = new Node(initializer.Weight(columns, rows, random));
        }
        return matrix;
    }

    private static Node[] Add(Node[] x, Node[] y)
    {
        var sum = new Node[x.Length];
        for (int i = 0; i < sum.Length; i++) sum[i] = x[i] + y[i];
        return sum;
    }

    private static Node[] Linear(Node[] x, Node[][] rows)
    {
        var y = new Node[rows.Length];
        for (int i = 0; i < y.Length; i++) y[i] = Node.Dot(rows[i], x);
        return y;
    }

    private static Node[] RmsNorm(Node[] x)
    {
        var scale = (Node.Dot(x, x) / x.Length + 1e-5).Pow(-0.5);
        var normed = new Node[x.Length];
        for (int i = 0; i < normed.Length; i++) normed[i] = x[i] * scale;
        return normed;
    }
}
