namespace Playground.Tabs.Network;

/// <summary>A history that stays short: when it is full, every second entry goes, and later ones come half as often.</summary>
/// <param name="most">The number of entries that are kept at most.</param>
/// <param name="every">The number of steps between the first entries.</param>
public sealed class ThinnedHistory<T>(int most, int every)
{
    private readonly List<(int Step, T Entry)> _entries = [];

    private int _every = every;

    public IReadOnlyList<(int Step, T Entry)> Entries => _entries;

    /// <summary>Whether there should be an entry for a step.</summary>
    public bool IsDue(int step) => step % _every == 0;

    /// <summary>Adds an entry for a step that is due.</summary>
    public void Add(int step, T entry)
    {
        _entries.Add((step, entry));
        if (_entries.Count < most) return;
        _every *= 2;
        _entries.RemoveAll(one => one.Step % _every != 0);
    }
}
