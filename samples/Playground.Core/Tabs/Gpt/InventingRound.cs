namespace Playground.Tabs.Gpt;

/// <summary>Invents the names of a round, a letter a step.</summary>
/// <param name="training">The model and its alphabet.</param>
/// <param name="temperature">What the logits are divided by.</param>
/// <param name="seed">The seed of the letters.</param>
public sealed class InventingRound(GptTraining training, double temperature, int seed)
{
    private const int Count = 5;

    private readonly int _steps = training.Losses.Count;
    private readonly Random _random = new(seed);
    private readonly List<string> _names = [];
    private Inventing? _next;

    /// <summary>Draws a letter. Returns whether there is more to draw.</summary>
    public bool Step()
    {
        _next ??= new Inventing(training, temperature, _random);
        if (_next.Step()) return true;
        _names.Add(_next.Name);
        _next = null;
        return _names.Count < Count;
    }

    /// <summary>The names so far, marked where they are not in the list.</summary>
    public InventedRound Round(IReadOnlySet<string> list) =>
        new(_steps, [.. _names.Select(name => (name, !list.Contains(name)))]);
}
