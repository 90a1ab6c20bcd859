namespace MicrogradSharp;

/// <summary>The rule of an operator: how to compute its output, and how the output's gradient flows back to its inputs.</summary>
/// <remarks>
/// <para>A rule is one shared object that serves any number of nodes and threads. It holds the operator's constants (an exponent,
/// a slope) and no state. Most operators derive from <see cref="UnaryExpr"/>, <see cref="BinaryExpr"/> or
/// <see cref="NaryExpr"/>, which implement this interface once. Implement it directly for a rule that fits none of them.</para>
/// <para>The engine calls <see cref="Backward"/> only for a node whose gradient is not exactly 0: a zero gradient
/// contributes exactly 0, whatever the slope. <see cref="ZeroSlopeStopsGradient"/> says what a slope of exactly 0 does.</para>
/// <para>A rule that passes its node to another rule must pass one of the shape that the other rule expects.</para>
/// </remarks>
public interface IBackward
{
    /// <summary>The operator's short name in drawings, listings and messages, such as <c>tanh</c> or <c>+</c>.</summary>
    string Symbol { get; }

    /// <summary>Whether a slope of exactly 0 stops every gradient, even ±∞ and NaN: the input then gets exactly 0. Default false.</summary>
    /// <remarks>
    /// <para>By default, slope and gradient are multiplied as IEEE 754 says, so 0 · ∞ is NaN. PyTorch does the same in products and
    /// smooth functions. Return true for an operator that chooses, as ReLU, Where, Max and Min do: there, a slope of 0 means that the
    /// input was not chosen, so no NaN or ∞ from the rest of the graph may reach it.</para>
    /// <para><see cref="Backward"/> must do what this property says; the base classes derived from <see cref="Expr"/> do it for you.
    /// Gradient graphs and forward mode work with slopes, so they read this property.</para>
    /// </remarks>
    bool ZeroSlopeStopsGradient => false;

    /// <summary>Computes the value of <paramref name="output"/> from the <see cref="Value.Data"/> of its inputs.</summary>
    /// <param name="output">A node made with this rule. Its own data is not known yet.</param>
    /// <returns>The value. The engine stores it.</returns>
    double Forward(Value output);

    /// <summary>Adds ∂output/∂input · output's gradient to the <see cref="Value.Grad"/> of each input.</summary>
    /// <param name="output">A node made with this rule. Its data and gradient, and the data of its inputs, are known.</param>
    /// <remarks>Add, never assign: several nodes may use an input, and one node may use it twice.</remarks>
    void Backward(Value output);

    /// <summary>
    /// The slopes again, as formulas of nodes: <see cref="Differentiate.Gradient(Node, ReadOnlySpan{Node})"/> builds derivatives of any
    /// order from them.
    /// </summary>
    /// <param name="output">A node made with this rule. It may have no data yet: do not read its data.</param>
    /// <returns>
    /// ∂output/∂input for each of <see cref="Value.Inputs"/>, in order, built from the inputs and <paramref name="output"/> with the
    /// operators of <see cref="Node"/>. A leaf made in this call is a constant. A rule that keeps a leaf and changes its data must make
    /// that leaf before the call. A rule that does not implement this method supports first derivatives only.
    /// </returns>
    /// <exception cref="NotSupportedException">The rule does not implement this.</exception>
    Node[] SlopesInNodes(Value output) => throw MissingSlopes.Of(
        this,
        "implement Node[] IBackward.SlopesInNodes(Value output)",
        "∂output/∂input for each of output.Inputs");

    /// <summary>
    /// The value and the slopes as text, from which <see cref="TapeSource.ToCSharp"/> and <see cref="TapeSource.ToC"/> write source code.
    /// By default null: these two then throw.
    /// </summary>
    /// <param name="inputs">The number of inputs.</param>
    SourceText? SourceFor(int inputs) => null;
}
