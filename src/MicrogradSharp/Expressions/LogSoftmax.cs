namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>Logarithms of probabilities from logits, yᵢ = xᵢ − ln Σⱼ e^xⱼ.</summary>
    /// <param name="logits">The logits xᵢ. None give an empty array.</param>
    /// <returns>One logarithm for each logit.</returns>
    /// <remarks>
    /// The largest logit is subtracted first: a probability that is too small for a double still has its logarithm, and large logits lose
    /// no digits. ∂yᵢ/∂xⱼ = δᵢⱼ − pⱼ, with the probabilities p. −∞ gives −∞. +∞, or −∞ for every logit, gives NaN; so does NaN, for every
    /// output.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A logit is <c>default(Node)</c>.</exception>
    public static Node[] LogSoftmax(params ReadOnlySpan<Node> logits)
    {
        var shifted = LessLargest(logits);
        var logOfSum = LogSumExp(shifted);
        for (int i = 0; i < shifted.Length; i++) shifted[i] -= logOfSum;
        return shifted;
    }
}
