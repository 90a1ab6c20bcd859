namespace MicrogradSharp.Benchmarks;

/// <summary>The operation that a deep chain repeats.</summary>
public enum ChainLink
{
    /// <summary>yᵢ = yᵢ₋₁ + x: hardly any arithmetic, so it shows the cost of a node.</summary>
    Add,

    /// <summary>yᵢ = tanh yᵢ₋₁: arithmetic that costs more than the node.</summary>
    Tanh,
}
