namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>Probabilities from logits, yᵢ = e^xᵢ / Σⱼ e^xⱼ: positive numbers that add up to 1.</summary>
    /// <param name="logits">The logits xᵢ. None give an empty array.</param>
    /// <returns>One probability for each logit.</returns>
    /// <remarks>
    /// The largest logit is subtracted first, so that logits of ±1000 do not overflow. ∂yᵢ/∂xⱼ = yᵢ (δᵢⱼ − yⱼ). −∞ gives 0. +∞, or −∞ for
    /// every logit, gives NaN; so does NaN, for every probability. For a loss, <c>LogSoftmax</c> or <c>Loss.CrossEntropy</c> is more exact
    /// than the logarithm of a probability.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A logit is <c>default(Node)</c>.</exception>
    public static Node[] Softmax(params ReadOnlySpan<Node> logits)
    {
        var shares = LessLargest(logits);
        for (int i = 0; i < shares.Length; i++) shares[i] = shares[i].Exp();
        var sum = Sum(shares);
        for (int i = 0; i < shares.Length; i++) shares[i] /= sum;
        return shares;
    }

    /// <summary>xᵢ − max x, where the maximum counts as a constant: the functions that use it do not depend on a shift.</summary>
    private static Node[] LessLargest(ReadOnlySpan<Node> x)
    {
        var shifted = new Node[x.Length];
        if (x.IsEmpty) return shifted;
        var largest = From(Flat.Held, Max(x));
        for (int i = 0; i < x.Length; i++) shifted[i] = x[i] - largest;
        return shifted;
    }
}
