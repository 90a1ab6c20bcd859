namespace MicrogradSharp.Nn;

/// <summary>How a neuron adds its products. The sum is the same, but the graph differs.</summary>
public enum Summation
{
    /// <summary>One n-ary <c>Sum</c> node for all products and the bias.</summary>
    Nary,

    /// <summary>A chain of binary additions, as in micrograd.</summary>
    Chained,
}
