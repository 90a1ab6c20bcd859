using MicrogradSharp;

namespace Playground.Tabs.Gpt;

/// <summary>How a query attends to keys: the softmax of their products.</summary>
public static class Attention
{
    public static IReadOnlyList<string> Letters { get; } = ["n", "e", "o", "n"];

    private static readonly double[][] s_keys = [[1, 0.2], [-0.4, 0.9], [0.3, -0.8], [1, 0.2]];
    private static readonly double[] s_query = [1.2, -0.5];

    /// <summary>The weight of each letter, and the gradient of the weight of the last one with respect to each score.</summary>
    public static (double Weight, double Slope)[] Weights(double temperature)
    {
        var scores = s_keys.Select(key => new Node((key[0] * s_query[0] + key[1] * s_query[1]) / temperature)).ToArray();
        var weights = Node.Softmax(scores);
        weights[^1].Backward();
        return [.. scores.Select((score, i) => (weights[i].Data, score.Grad))];
    }
}
