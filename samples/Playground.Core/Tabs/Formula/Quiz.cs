using Playground.Charts;

namespace Playground.Tabs.Formula;

/// <summary>Guessing the gradients, from the output back to the leaves: one after another, each with what is known by then.</summary>
public sealed class Quiz
{
    private const char Separator = ',';
    private const string None = "_";

    private readonly FormulaGraph _graph;
    private readonly List<double?> _guesses;

    /// <param name="graph">The graph.</param>
    /// <param name="guesses">The guesses so far, as <see cref="With" /> writes them; it may be anything.</param>
    public Quiz(FormulaGraph graph, string guesses)
    {
        _graph = graph;
        Order =
        [
            .. Enumerable.Range(0, graph.Output).Reverse().Where(i => !graph.IsLeaf(i)),
            .. graph.Leaves.Where(i => i != graph.Output),
        ];
        _guesses = [.. guesses.Split(Separator, StringSplitOptions.RemoveEmptyEntries).Take(Order.Count).Select(NumberFormat.Read)];
    }

    /// <summary>The nodes that are asked for.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>The guess for each node that is revealed; null for one that was revealed without a guess.</summary>
    public IReadOnlyList<double?> Guesses => _guesses;

    /// <summary>The node that is asked for now; null at the end.</summary>
    public int? Asked => _guesses.Count < Order.Count ? Order[_guesses.Count] : null;

    /// <summary>The node that was revealed last; null at the start.</summary>
    public int? Last => _guesses.Count == 0 ? null : Order[_guesses.Count - 1];

    /// <summary>How many guesses are right.</summary>
    public int Right => Enumerable.Range(0, _guesses.Count).Count(i => IsRight(_guesses[i], _graph[Order[i]].Grad));

    /// <summary>Whether a guess is close enough: within 1 %, or within 0.005.</summary>
    public static bool IsRight(double? guess, double gradient) =>
        guess is { } number && (number.Equals(gradient)
            || (double.IsFinite(gradient) && Math.Abs(number - gradient) <= Math.Max(0.005, 0.01 * Math.Abs(gradient))));

    /// <summary>The guesses as text, with one more; null for none.</summary>
    public string With(double? guess) => string.Join(
        Separator, _guesses.Append(guess).Select(number => number is { } known ? NumberFormat.Exact(known) : None));

    /// <summary>Whether the gradient of a node is known: the output's own, and those that were revealed.</summary>
    public bool IsRevealed(int position) =>
        position == _graph.Output || Asked is null || Order.Take(_guesses.Count).Contains(position);
}
