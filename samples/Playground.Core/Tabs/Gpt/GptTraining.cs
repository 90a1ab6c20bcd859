using MicrogradSharp.Optim;

namespace Playground.Tabs.Gpt;

/// <summary>The training of <c>samples/microgpt.cs</c>, a name a step: of one list and one seed, both have the same losses.</summary>
/// <remarks>It trains on nodes: in the browser, a step takes a few milliseconds, and recording a tape would stop the page.</remarks>
public sealed class GptTraining
{
    public const int MaxSteps = 1000;

    private const double LearningRate = 0.01;

    private readonly int[][] _documents;
    private readonly Adam _adam;
    private readonly List<double> _losses = [];

    /// <summary>Shuffles the names and draws the parameters.</summary>
    /// <param name="names">The names.</param>
    /// <param name="seed">The seed of both.</param>
    /// <param name="isBigram">Whether the model sees the last letter only.</param>
    public GptTraining(IReadOnlyList<string> names, int seed, bool isBigram = false)
    {
        var random = new Random(seed);
        string[] shuffled = [.. names];
        random.Shuffle(shuffled);
        Alphabet = new Alphabet(shuffled);
        Model = new GptModel(Alphabet.Tokens, random, isBigram);
        _documents = Array.ConvertAll(shuffled, Alphabet.Encode);
        _adam = new Adam(Model.Parameters, LearningRate, beta1: 0.85, beta2: 0.99);
        PairLoss = PairTable.Loss(_documents, Alphabet.Tokens);
    }

    public Alphabet Alphabet { get; }

    public GptModel Model { get; }

    /// <summary>The loss of each step: that of its name, before the parameters changed.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The loss of a table that counts how often a letter follows another, over all names.</summary>
    public double PairLoss { get; }

    /// <summary>Takes a step.</summary>
    public void Step()
    {
        _adam.ZeroGrad();
        var loss = Model.LossOf(_documents[_losses.Count % _documents.Length]);
        loss.Backward();
        _losses.Add(loss.Data);
        _adam.LearningRate = LearningRate * (1 - (double)(_losses.Count - 1) / MaxSteps);
        _adam.Step();
    }
}
