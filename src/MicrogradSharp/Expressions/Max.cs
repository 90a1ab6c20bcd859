using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The largest of one or more candidates.</summary>
    /// <param name="candidates">The candidates, at least one.</param>
    /// <remarks>
    /// The gradient goes to the chosen input; k inputs that tie share it, 1/k each. A NaN among the inputs gives NaN, and NaN for
    /// every slope.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no candidates.</exception>
    /// <exception cref="InvalidOperationException">A candidate is <c>default(Node)</c>.</exception>
    public static Node Max(params ReadOnlySpan<Node> candidates) => FromSome(Rule<Max>.Shared, candidates);
}

/// <summary>y = max xᵢ,  ∂y/∂xᵢ = 1/k for each of the k inputs equal to y, 0 for the others</summary>
public sealed partial class Max : ExtremumExpr
{
    public override string Symbol => "max";

    public override SourceText SourceFor(int inputs) => OfChosen("max", inputs);

    protected override double Evaluate(ReadOnlySpan<double> x) => TensorPrimitives.Max(x);
}
