namespace MicrogradSharp;

/// <summary>The derivatives of one operation with respect to each of its inputs, for any rule.</summary>
internal static class LocalSlopes
{
    /// <summary>
    /// ∂output/∂input for each of <see cref="Value.Inputs"/>, in order. An input that is used twice has one slope per use.
    /// </summary>
    /// <param name="output">A value with its data; it is read only.</param>
    public static double[] Of(Value output) => Contributions(output, gradient: 1);

    /// <summary>What the rule adds to the gradient of each of <see cref="Value.Inputs"/> for a gradient from above.</summary>
    /// <param name="output">A value with its data; it is read only.</param>
    /// <param name="gradient">The gradient from above.</param>
    public static double[] Contributions(Value output, double gradient)
    {
        // The rule runs on a copy with new leaves: the gradients of the graph do not change, and an input used twice gets two gradients.
        var inputs = output.Inputs;
        double[] contributions = new double[inputs.Length];
        if (output.Rule is not { } rule || gradient == 0) return contributions;
        var copies = new Value[inputs.Length];
        for (int i = 0; i < copies.Length; i++) copies[i] = Value.Aside(rule: null, [], inputs[i].Stored);
        var copy = Value.Aside(rule, copies, output.Stored);
        copy.Grad = gradient;
        rule.Backward(copy);
        for (int i = 0; i < copies.Length; i++) contributions[i] = copies[i].Grad;
        return contributions;
    }
}
