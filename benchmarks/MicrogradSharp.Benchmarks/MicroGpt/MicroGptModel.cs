using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.MicroGpt;

/// <summary>
/// microgpt on nodes: one layer, 16 wide, 4 heads, a block of 16 positions. A weighted sum is a <see cref="Node.Dot"/>, or a chain of
/// products and sums, as in the original.
/// </summary>
internal sealed class MicroGptModel
{
    public const int Block = 16;

    private const int Width = 16, HeadWidth = 4;
    private const double Epsilon = 1e-5;

    private readonly double[] _start;
    private readonly Summation _summation;
    private readonly Node[][] _tokens, _positions, _head, _query, _key, _value, _output, _wide, _narrow;

    public MicroGptModel(MicroGptData data, Summation summation)
    {
        _start = data.Start;
        _summation = summation;
        Parameters = Array.ConvertAll(data.Start, number => new Node(number));
        int next = 0;
        Node[][] Matrix(int outputs, int inputs) =>
            [.. Enumerable.Range(0, outputs).Select(_ => Parameters[next..(next += inputs)])];
        (_tokens, _positions, _head) = (Matrix(data.Vocabulary, Width), Matrix(Block, Width), Matrix(data.Vocabulary, Width));
        (_query, _key, _value, _output) = (Matrix(Width, Width), Matrix(Width, Width), Matrix(Width, Width), Matrix(Width, Width));
        (_wide, _narrow) = (Matrix(4 * Width, Width), Matrix(Width, 4 * Width));
    }

    public Node[] Parameters { get; }

    /// <summary>Restores the initial parameters.</summary>
    public void Reset()
    {
        for (int i = 0; i < Parameters.Length; i++) Parameters[i].Value.Data = _start[i];
    }

    /// <summary>Builds the mean loss over the positions of a document.</summary>
    public Node Build(int[] tokens)
    {
        List<Node[]> keys = [], values = [];
        var losses = new Node[Math.Min(Block, tokens.Length - 1)];
        for (int p = 0; p < losses.Length; p++)
        {
            losses[p] = Loss.CrossEntropy(Logits(_tokens[tokens[p]], p, keys, values), tokens[p + 1]);
        }
        return Sum(losses) / losses.Length;
    }

    /// <summary>Builds the mean loss over positions whose tokens are nodes.</summary>
    /// <param name="tokens">The tokens, one more than there are positions.</param>
    /// <param name="length">The number of positions that count; the others are padding. Null if all count.</param>
    public Node Build(ReadOnlySpan<Node> tokens, Node? length = null)
    {
        List<Node[]> keys = [], values = [];
        var losses = new Node[tokens.Length - 1];
        for (int p = 0; p < losses.Length; p++)
        {
            var token = tokens[p];
            Node[] embedding = [.. Enumerable.Range(0, Width).Select(i => Node.Gather(token, Array.ConvertAll(_tokens, row => row[i])))];
            losses[p] = Loss.CrossEntropy(Logits(embedding, p, keys, values), tokens[p + 1]);
            if (length is { } count) losses[p] = Node.Where(count - p, losses[p], 0);
        }
        return Sum(losses) / (length ?? losses.Length);
    }

    private Node[] Logits(Node[] embedding, int position, List<Node[]> keys, List<Node[]> values)
    {
        var x = RmsNorm(Add(embedding, _positions[position]));
        var normed = RmsNorm(x);
        var query = Linear(normed, _query);
        keys.Add(Linear(normed, _key));
        values.Add(Linear(normed, _value));
        x = Add(Linear(Attend(query, keys, values), _output), x);
        var hidden = Array.ConvertAll(Linear(RmsNorm(x), _wide), h => h.ReLU());
        return Linear(Add(Linear(hidden, _narrow), x), _head);
    }

    private Node[] Attend(Node[] query, List<Node[]> keys, List<Node[]> values)
    {
        var attended = new Node[Width];
        var scores = new Node[keys.Count];
        var column = new Node[values.Count];
        for (int head = 0; head < Width; head += HeadWidth)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                scores[i] = Dot(query.AsSpan(head, HeadWidth), keys[i].AsSpan(head, HeadWidth)) / Math.Sqrt(HeadWidth);
            }
            var weights = Node.Softmax(scores);
            for (int k = head; k < head + HeadWidth; k++)
            {
                for (int i = 0; i < column.Length; i++) column[i] = values[i][k];
                attended[k] = Dot(weights, column);
            }
        }
        return attended;
    }

    private Node[] Linear(Node[] x, Node[][] weights) => Array.ConvertAll(weights, row => Dot(row, x));

    private Node[] RmsNorm(Node[] x)
    {
        var scale = (Dot(x, x) / x.Length + Epsilon).Pow(-0.5);
        return Array.ConvertAll(x, component => component * scale);
    }

    private Node Dot(ReadOnlySpan<Node> left, ReadOnlySpan<Node> right)
    {
        if (_summation == Summation.Nary) return Node.Dot(left, right);
        var sum = left[0] * right[0];
        for (int i = 1; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private Node Sum(Node[] terms) => _summation == Summation.Nary ? Node.Sum(terms) : terms.Aggregate((sum, term) => sum + term);

    private static Node[] Add(Node[] left, Node[] right)
    {
        var sum = new Node[left.Length];
        for (int i = 0; i < sum.Length; i++) sum[i] = left[i] + right[i];
        return sum;
    }
}
