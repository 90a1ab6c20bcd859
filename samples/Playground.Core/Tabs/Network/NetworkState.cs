using Playground.Addresses;

namespace Playground.Tabs.Network;

/// <summary>The state of the tab Network.</summary>
/// <param name="Dataset">The name of the points.</param>
/// <param name="Seed">The seed of the points and of the first weights.</param>
/// <param name="Steps">The number of steps trained.</param>
public sealed record NetworkState(string Dataset, int Seed, int Steps) : ITabState<NetworkState>
{
    public static IReadOnlyList<string> Datasets { get; } = ["moons", "circles", "spirals", "xor"];

    private static NetworkState Default { get; } = new("moons", 1, 0);

    public static NetworkState Parse(Fields fields) => new(
        fields.Choice("data", Default.Dataset, Datasets),
        fields.WholeNumber("seed", Default.Seed, 0, 999_999),
        fields.WholeNumber("steps", Default.Steps, 0, 1000));

    public Fields Format() => Fields.Empty
        .With("data", Dataset, Default.Dataset)
        .With("seed", Seed, Default.Seed)
        .With("steps", Steps, Default.Steps);
}
