using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>A problem of the literature: a function, its start, its bounds, and the values of its known minima.</summary>
internal sealed record TestProblem(string Name, Func<ReadOnlySpan<Node>, Node> Function, double[] Start, double[] Minima)
{
    public double[]? Lower { get; init; }

    public double[]? Upper { get; init; }

    /// <summary>The options, with the bounds.</summary>
    public MinimizeOptions Options => new() { Lower = Lower, Upper = Upper };

    public override string ToString() => Name;

    /// <summary>The sum of the squares.</summary>
    public static Node Squares(params ReadOnlySpan<Node> residuals)
    {
        var squares = new Node[residuals.Length];
        for (int i = 0; i < squares.Length; i++) squares[i] = residuals[i] * residuals[i];
        return Node.Sum(squares);
    }

    /// <summary>The sum of the squares of r₁, r₂, …, rₘ.</summary>
    public static Node Squares(int count, Func<int, Node> residual)
    {
        var residuals = new Node[count];
        for (int i = 0; i < count; i++) residuals[i] = residual(i + 1);
        return Squares(residuals);
    }
}
