using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Benchmarks.MicroGpt;

/// <summary>
/// microgpt on nodes: one layer, 16 wide, 4 heads, a block of 16 positions. Every weighted sum is a <see cref="Node.Dot"/>.
/// </summary>
internal sealed class MicroGptModel
{
    private const int Width = 16, Block = 16, HeadWidth = 4;
    private const double Epsilon = 1e-5;

    private readonly MicroGptData _data;
    private readonly Node[] _parameters;
    private readonly Node[][] _tokens, _positions, _head, _query, _key, _value, _output, _wide, _narrow;

    public MicroGptModel(MicroGptData data)
    {
        _data = data;
        _parameters = Array.ConvertAll(data.Start, number => new Node(number));
        int next = 0;
        Node[][] Matrix(int outputs, int inputs) =>
            [.. Enumerable.Range(0, outputs).Select(_ => _parameters[next..(next += inputs)])];
        (_tokens, _positions, _head) = (Matrix(data.Vocabulary, Width), Matrix(Block, Width), Matrix(data.Vocabulary, Width));
        (_query, _key, _value, _output) = (Matrix(Width, Width), Matrix(Width, Width), Matrix(Width, Width), Matrix(Width, Width));
        (_wide, _narrow) = (Matrix(4 * Width, Width), Matrix(Width, 4 * Width));
    }

    /// <summary>Trains on every document once, from the initial parameters, and checks every loss.</summary>
    public void Train()
    {
        for (int i = 0; i < _parameters.Length; i++) _parameters[i].Data = _data.Start[i];
        var adam = new Adam(_parameters, learningRate: 0.01, beta1: 0.85, beta2: 0.99);
        for (int step = 0; step < _data.Documents.Length; step++) _data.CheckLoss(step, Step(adam, step));
    }

    /// <summary>Builds the mean loss over the positions of a document.</summary>
    public Node Build(int[] tokens)
    {
        int positions = Math.Min(Block, tokens.Length - 1);
        List<Node[]> keys = [], values = [];
        var losses = new Node[positions];
        for (int p = 0; p < positions; p++)
        {
            losses[p] = Loss.CrossEntropy(Logits(tokens[p], p, keys, values), tokens[p + 1]);
        }
        return Node.Mean(losses);
    }

    private double Step(Adam adam, int step)
    {
        var loss = Build(_data.Documents[step]);
        adam.ZeroGrad();
        loss.Backward();
        adam.LearningRate = 0.01 * (1 - step / 1000.0);
        adam.Step();
        return loss.Data;
    }

    private Node[] Logits(int token, int position, List<Node[]> keys, List<Node[]> values)
    {
        var x = RmsNorm(Add(_tokens[token], _positions[position]));
        var normed = RmsNorm(x);
        var query = Linear(normed, _query);
        keys.Add(Linear(normed, _key));
        values.Add(Linear(normed, _value));
        x = Add(Linear(Attend(query, keys, values), _output), x);
        var hidden = Array.ConvertAll(Linear(RmsNorm(x), _wide), h => h.ReLU());
        return Linear(Add(Linear(hidden, _narrow), x), _head);
    }

    private static Node[] Attend(Node[] query, List<Node[]> keys, List<Node[]> values)
    {
        var attended = new Node[Width];
        var scores = new Node[keys.Count];
        var column = new Node[values.Count];
        for (int head = 0; head < Width; head += HeadWidth)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                scores[i] = Node.Dot(query.AsSpan(head, HeadWidth), keys[i].AsSpan(head, HeadWidth)) / Math.Sqrt(HeadWidth);
            }
            var weights = Node.Softmax(scores);
            for (int k = head; k < head + HeadWidth; k++)
            {
                for (int i = 0; i < column.Length; i++) column[i] = values[i][k];
                attended[k] = Node.Dot(weights, column);
            }
        }
        return attended;
    }

    private static Node[] Linear(Node[] x, Node[][] weights) => Array.ConvertAll(weights, row => Node.Dot(row, x));

    private static Node[] RmsNorm(Node[] x)
    {
        var scale = (Node.Dot(x, x) / x.Length + Epsilon).Pow(-0.5);
        return Array.ConvertAll(x, component => component * scale);
    }

    private static Node[] Add(Node[] left, Node[] right)
    {
        var sum = new Node[left.Length];
        for (int i = 0; i < sum.Length; i++) sum[i] = left[i] + right[i];
        return sum;
    }
}
