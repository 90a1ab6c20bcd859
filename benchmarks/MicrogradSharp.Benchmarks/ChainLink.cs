namespace MicrogradSharp.Benchmarks;

/// <summary>The operation that a deep chain repeats.</summary>
public enum ChainLink
{
    /// <summary>yᵢ = yᵢ₋₁ + x: next to no arithmetic, the price of a node.</summary>
    Add,

    /// <summary>yᵢ = tanh yᵢ₋₁: arithmetic that outweighs the node.</summary>
    Tanh,
}
