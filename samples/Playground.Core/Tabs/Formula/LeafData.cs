namespace Playground.Tabs.Formula;

/// <summary>The numbers of the leaves, by name. Immutable.</summary>
public sealed class LeafData : IEquatable<LeafData>
{
    // the neuron that the documents start with; every other leaf is 1
    private static readonly Dictionary<string, double> s_otherwise =
        new() { ["x1"] = 2, ["w1"] = -3, ["x2"] = 0, ["w2"] = 1, ["b"] = 6.881373587019543 };

    private readonly Dictionary<string, double> _changed;

    private LeafData(Dictionary<string, double> changed) => _changed = changed;

    public static LeafData Default { get; } = new([]);

    public double Of(string name) => _changed.TryGetValue(name, out double number) ? number : s_otherwise.GetValueOrDefault(name, 1);

    public LeafData With(string name, double number)
    {
        var changed = new Dictionary<string, double>(_changed);
        // not Equals: −0 is another number, 1/x tells them apart
        if (BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(Default.Of(name))) changed.Remove(name);
        else changed[name] = number;
        return new LeafData(changed);
    }

    public bool Equals(LeafData? other) =>
        other is not null && _changed.Count == other._changed.Count && _changed.All(leaf => leaf.Value.Equals(other.Of(leaf.Key)));

    public override bool Equals(object? obj) => Equals(obj as LeafData);

    public override int GetHashCode() => _changed.Aggregate(0, (hash, leaf) => hash ^ leaf.GetHashCode());
}
