using System.Text.Json;

namespace MicrogradSharp.Tests.Contracts;

/// <summary>Builds the random expressions of the reference values, by the rules in their file.</summary>
internal static class ReferenceExpression
{
    public static Node Build(Node[] leaves, JsonElement steps)
    {
        var values = new List<Node>(leaves);
        foreach (var step in steps.EnumerateArray())
        {
            Node[] x = [.. step.EnumerateArray().Skip(1).Select(input => values[input.GetInt32()])];
            values.Add(Apply(step[0].GetString()!, x));
        }
        var result = values[^1];
        for (int i = Math.Max(0, values.Count - 5); i < values.Count - 1; i++) result += values[i].Tanh();
        return result;
    }

    private static Node Apply(string operation, Node[] x) => operation switch
    {
        "add" => x[0] + x[1],
        "sub" => x[0] - x[1],
        "mul" => x[0] * x[1],
        "div" => x[0] / (x[1] * x[1] + 1),
        "tanh" => x[0].Tanh(),
        "relu" => x[0].ReLU(),
        "exp" => x[0].Tanh().Exp(),
        "pow2" => x[0].Pow(2),
        "pow3" => x[0].Tanh().Pow(3),
        "pow_half" => (x[0] * x[0] + 0.5).Pow(0.5),
        "sigmoid" => x[0].Sigmoid(),
        "log" => (x[0] * x[0] + 1).Log(),
        "sum" => Node.Sum(x),
        _ => throw new ArgumentException($"operation must be one that the file names, but was '{operation}'.", nameof(operation)),
    };
}
