namespace MicrogradSharp;

/// <summary>An operator: the base of <see cref="UnaryExpr"/>, <see cref="BinaryExpr"/> and <see cref="NaryExpr"/>.</summary>
/// <remarks>A rule holds the operator's constants and no state: one object serves any number of nodes, on any number of threads.</remarks>
public abstract class Expr : IBackward
{
    /// <inheritdoc/>
    public abstract string Symbol { get; }

    /// <inheritdoc/>
    public abstract double Forward(Value output);

    /// <inheritdoc/>
    public abstract void Backward(Value output);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The operator states no slope in nodes.</exception>
    public virtual Node[] SlopesInNodes(Value output) => throw NoSlopesInNodes("Node[] SlopesInNodes(Value output)", "∂output/∂input for each of output.Inputs");

    /// <inheritdoc/>
    /// <remarks>
    /// <para>By default slope and gradient are multiplied as IEEE 754 says, as PyTorch does in products and smooth functions: 0 · ∞ is
    /// NaN. Override it with true for an operator that chooses, as ReLU, Where, Max and Min do. A slope of 0 then says that an
    /// input was not chosen, and nothing that is wrong with the rest of the graph reaches it.</para>
    /// <para>It holds on every way to a derivative: backward pass, retained graph, tape, gradient as a graph, forward mode.</para>
    /// </remarks>
    public virtual bool ZeroSlopeStopsGradient => false;

    /// <summary>Whether every slope is a constant 0. It saves nodes in the gradient as a graph, and changes no number.</summary>
    internal virtual bool IsFlat => false;

    /// <summary>The operator's <see cref="Symbol"/>.</summary>
    public override string ToString() => Symbol;

    /// <summary>Rejects a number of inputs that the operator does not take.</summary>
    /// <exception cref="ArgumentException">The operator takes another number of inputs.</exception>
    internal virtual void CheckInputCount(int count)
    {
    }

    /// <summary>Whether a slope passes a gradient on.</summary>
    private protected bool PassesOn(double slope) => slope != 0 || !ZeroSlopeStopsGradient;

    /// <summary>Adds slope · gradient of every row.</summary>
    private protected void AddProducts(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> inputGradient)
    {
        if (ZeroSlopeStopsGradient) ChainRule.AddWhereSloped(slopes, gradient, inputGradient);
        else ChainRule.Add(slopes, gradient, inputGradient);
    }

    private protected NotSupportedException NoSlopesInNodes(string member, string result) => MissingSlopes.Of(this, $"override {member}", result);

    private protected void CheckNotEmpty(int count)
    {
        if (count == 0) throw WrongInputs("at least 1 input", count);
    }

    private protected void CheckInputCount(int count, int expected)
    {
        if (count != expected) throw WrongInputs(expected == 1 ? "1 input" : $"{expected} inputs", count);
    }

    private protected ArgumentException WrongInputs(string expected, int count, string inputs = "inputs") =>
        new($"The operator '{Symbol}' takes {expected}, but was given {count}.", inputs);
}
