namespace MicrogradSharp.Nn;

/// <summary>How a neuron adds its products: the same number, and another graph.</summary>
public enum Summation
{
    /// <summary>One n-ary <c>Sum</c> node for all products and the bias.</summary>
    Nary,

    /// <summary>A chain of binary additions, as in micrograd.</summary>
    Chained,
}
