using MicrogradSharp;

namespace Playground.Tabs.Gpt;

/// <summary>Reads a name, a letter a step, and keeps the attention and what the model expects next.</summary>
/// <param name="training">The model and its alphabet.</param>
/// <param name="name">A name without unknown letters.</param>
public sealed class Reading(GptTraining training, string name)
{
    /// <summary>What stands for the begin and the end of a name.</summary>
    public const string EndMark = "•";

    private const int MostLikely = 3;
    private const double Likely = 0.01;

    private readonly int[] _tokens = training.Alphabet.Encode(name);
    private readonly GptPass _pass = new();
    private readonly List<(string Letter, double Probability)[]> _expected = [];

    /// <summary>What was read: the begin of the name, then its letters.</summary>
    public IReadOnlyList<string> Letters => field ??= [.. _tokens.SkipLast(1).Select(Letter)];

    /// <summary>The most likely tokens after each position, at most three that have a hundredth.</summary>
    public IReadOnlyList<(string Letter, double Probability)[]> Expected => _expected;

    /// <summary>The weight with which a position looks at another, itself included.</summary>
    /// <param name="head">The head, from 0.</param>
    /// <param name="position">The position that looks.</param>
    /// <param name="seen">The position that is looked at, at most <paramref name="position" />.</param>
    public double Weight(int head, int position, int seen)
    {
        var weights = _pass.Attention[position][head];
        int first = position + 1 - weights.Length;      // a bigram sees the last position only
        return seen < first ? 0 : weights[seen - first].Data;
    }

    /// <summary>Reads a letter. Returns whether there are more.</summary>
    public bool Step()
    {
        var logits = training.Model.Next(_tokens[_pass.Count], _pass);
        var next = Node.Softmax(logits).Select((probability, token) => (Letter(token), probability.Data));
        _expected.Add([.. next.OrderByDescending(one => one.Data).Take(MostLikely).Where(one => one.Data >= Likely)]);
        return _pass.Count < _tokens.Length - 1;
    }

    private string Letter(int token) => token == training.Alphabet.End ? EndMark : training.Alphabet.Letters[token];
}
