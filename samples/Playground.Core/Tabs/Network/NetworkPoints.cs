using MicrogradSharp.Datasets;
using Playground.Charts;

namespace Playground.Tabs.Network;

/// <summary>The points that a state asks for: x0, x1 and a label.</summary>
/// <param name="All">All points.</param>
/// <param name="IsSigned">Whether labels are −1 and 1; otherwise 0 and 1.</param>
/// <param name="Square">The part of the plane that shows them.</param>
public sealed record NetworkPoints(Dataset All, bool IsSigned, Square Square)
{
    private static readonly (double, double)[] s_centers = [(-1, -1), (1, 1)];

    /// <summary>What is shown while there are no points of one's own.</summary>
    public static Square EmptySquare { get; } = new(0, 0, 2);

    public static NetworkPoints Create(NetworkState state, Random random)
    {
        double room = 2.5 * state.Noise;
        switch (state.Dataset)
        {
            case NetworkState.OwnName:
                var own = OwnPoints.Parse(state.Own) ?? OwnPoints.Empty(EmptySquare);
                return new NetworkPoints(own.ToDataset(), false, own.Square);
            case "circles":
                return new NetworkPoints(Dataset.Circles(state.Count, state.Noise, random, 0.5), true, new Square(0, 0, 1.1 + room));
            case "spirals":
                return new NetworkPoints(Dataset.Spirals(state.Count, state.Noise, random), true, new Square(0, 0, 1.1 + room));
            case "blobs":
                return new NetworkPoints(Dataset.Blobs(state.Count, s_centers, state.Noise, random), false, new Square(0, 0, 1.5 + room));
            case "xor":
                return new NetworkPoints(Dataset.Xor(state.Count, state.Noise, random), true, new Square(0, 0, 1.4 + room));
            default:
                return new NetworkPoints(Dataset.Moons(state.Count, state.Noise, random), true, new Square(0.5, 0.25, 1.75 + room));
        }
    }

    /// <summary>The C# that makes the points.</summary>
    public string Code(NetworkState state)
    {
        string noise = NumberFormat.Exact(state.Noise), arguments = $"{state.Count}, {noise}, random";
        return state.Dataset switch
        {
            NetworkState.OwnName => OwnCode(),
            "circles" => $"Dataset.Circles({arguments}, factor: 0.5)",
            "spirals" => $"Dataset.Spirals({arguments})",
            "blobs" => $"Dataset.Blobs({state.Count}, [(-1, -1), (1, 1)], {noise}, random)",
            "xor" => $"Dataset.Xor({arguments})",
            _ => $"Dataset.Moons({arguments})",
        };
    }

    private string OwnCode()
    {
        var lines = Enumerable.Range(0, All.RowCount)
            .Select(i => $"    {string.Join(", ", All.Row(i).ToArray().Select(NumberFormat.Exact))},\n");
        return $"new Dataset([\"x0\", \"x1\", \"label\"],\n[\n{string.Concat(lines)}])";
    }
}
