namespace MicrogradSharp;

/// <summary>The rule of an operator: the value of its output, and how the output's gradient flows back to its inputs.</summary>
/// <remarks>
/// <para>A rule is one shared object: it holds the operator's constants (an exponent, a slope) and no state, and serves any
/// number of nodes and threads. Most operators derive from <see cref="UnaryExpr"/>, <see cref="BinaryExpr"/> or
/// <see cref="NaryExpr"/>, which implement this interface once; implement it directly for a rule that fits none of them.</para>
/// <para>The engine calls <see cref="Backward"/> only for a node whose gradient is not exactly 0: a zero gradient
/// contributes exactly 0, whatever the slope. <see cref="ZeroSlopeStopsGradient"/> says what a slope of exactly 0 does.</para>
/// <para>A rule that hands its node on to another rule must give it a node of the shape that the other expects.</para>
/// </remarks>
public interface IBackward
{
    /// <summary>The operator's short name in drawings, listings and messages, such as <c>tanh</c> or <c>+</c>.</summary>
    string Symbol { get; }

    /// <summary>Whether a slope of exactly 0 stops every gradient, also ±∞ and NaN: the input then gets exactly 0. Default false.</summary>
    /// <remarks>
    /// <para>By default slope and gradient are multiplied as IEEE 754 says, as PyTorch does in products and smooth functions: 0 · ∞ is
    /// NaN. Return true for an operator that chooses, as ReLU, Where, Max and Min do. A slope of 0 then says that an input was
    /// not chosen, and nothing that is wrong with the rest of the graph reaches it.</para>
    /// <para><see cref="Backward"/> must do what this property says; the bases derived from <see cref="Expr"/> do it for you. The gradient
    /// as a graph and forward mode, which work with slopes, ask the property.</para>
    /// </remarks>
    bool ZeroSlopeStopsGradient => false;

    /// <summary>Computes the value of <paramref name="output"/> from the <see cref="Value.Data"/> of its inputs.</summary>
    /// <param name="output">A node made with this rule. Its own data is not yet known.</param>
    /// <returns>The value; the engine stores it.</returns>
    double Forward(Value output);

    /// <summary>Adds ∂output/∂input · output's gradient to the <see cref="Value.Grad"/> of each input.</summary>
    /// <param name="output">A node made with this rule. Its data and gradient, and the data of its inputs, are known.</param>
    /// <remarks>Add, never assign: an input may serve several nodes, and may be the same value twice.</remarks>
    void Backward(Value output);

    /// <summary>The slopes once more, as formulas of nodes: what <see cref="Differentiate.Gradient(Node, ReadOnlySpan{Node})"/> makes derivatives of any order from.</summary>
    /// <param name="output">A node made with this rule. It may have no data yet: do not read it.</param>
    /// <returns>
    /// ∂output/∂input for each of <see cref="Value.Inputs"/>, in order, made from them and from <paramref name="output"/> by operators on <see cref="Node"/>.
    /// A leaf made in this call is a constant: a rule that keeps a leaf and changes its data must make it before. A rule that does not
    /// implement this serves first derivatives only.
    /// </returns>
    /// <exception cref="NotSupportedException">The rule does not implement this.</exception>
    Node[] SlopesInNodes(Value output) => throw MissingSlopes.Of(this, "implement Node[] IBackward.SlopesInNodes(Value output)", "∂output/∂input for each of output.Inputs");
}
