using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The smallest of one or more candidates.</summary>
    /// <param name="candidates">The candidates, at least one.</param>
    /// <remarks>
    /// The gradient goes to the chosen input; k inputs that tie share it, 1/k each. A NaN among the inputs gives NaN, and NaN for
    /// every slope.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no candidates.</exception>
    /// <exception cref="InvalidOperationException">A candidate is <c>default(Node)</c>.</exception>
    public static Node Min(params ReadOnlySpan<Node> candidates) => FromSome(Rule<Min>.Shared, candidates);
}

/// <summary>y = min xᵢ,  ∂y/∂xᵢ = 1/k for each of the k inputs equal to y, 0 for the others</summary>
public sealed partial class Min : ExtremumExpr
{
    public override string Symbol => "min";

    public override SourceText SourceFor(int inputs) => OfChosen("min", inputs);

    protected override double Evaluate(ReadOnlySpan<double> x) => TensorPrimitives.Min(x);
}
