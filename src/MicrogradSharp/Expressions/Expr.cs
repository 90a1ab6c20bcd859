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

    /// <summary>Whether every slope is 0 wherever there is one: nothing flows back through such an operator.</summary>
    internal virtual bool IsFlat => false;

    /// <summary>Whether a slope of exactly 0 passes exactly 0 on, whatever the gradient.</summary>
    internal virtual bool IsSilentAtZeroSlope => false;

    /// <summary>The operator's <see cref="Symbol"/>.</summary>
    public override string ToString() => Symbol;

    /// <summary>Rejects a number of inputs that the operator does not take.</summary>
    /// <exception cref="ArgumentException">The operator takes another number of inputs.</exception>
    internal virtual void CheckInputCount(int count)
    {
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
