namespace MicrogradSharp;

/// <summary>An operator: the base of <see cref="UnaryExpr"/>, <see cref="BinaryExpr"/> and <see cref="NaryExpr"/>.</summary>
/// <remarks>A rule holds the operator's constants and no state: one object serves any number of nodes, on any number of threads.</remarks>
public abstract class Expr : IBackward
{
    public abstract string Symbol { get; }

    public abstract double Forward(Value output);

    public abstract void Backward(Value output);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The operator has no slopes in nodes.</exception>
    public virtual Node[] SlopesInNodes(Value output) =>
        throw NoSlopesInNodes("Node[] SlopesInNodes(Value output)", "∂output/∂input for each of output.Inputs");

    /// <inheritdoc/>
    /// <remarks>
    /// <para>By default slope and gradient are multiplied as IEEE 754 says, as PyTorch does in products and smooth functions: 0 · ∞ is
    /// NaN. Return true for an operator that chooses, as ReLU, Where, Max and Min do. A slope of 0 then means that an input was not
    /// chosen, and no NaN or infinity from the rest of the graph reaches it.</para>
    /// <para>It applies to all derivatives: backward pass, retained graph, tape, gradient as a graph, forward mode.</para>
    /// </remarks>
    public virtual bool ZeroSlopeStopsGradient => false;

    public virtual SourceText? SourceFor(int inputs) => null;

    /// <summary>Whether every slope is a constant 0. The gradient as a graph then needs fewer nodes; no number changes.</summary>
    internal virtual bool IsFlat => false;

    /// <summary>The operator's <see cref="Symbol"/>.</summary>
    public override string ToString() => Symbol;

    /// <summary>Throws if the operator does not take this number of inputs.</summary>
    /// <exception cref="ArgumentException">The operator takes another number of inputs.</exception>
    internal virtual void CheckInputCount(int count)
    {
    }

    /// <summary>Whether a slope passes a gradient on.</summary>
    private protected bool PassesOn(double slope) => slope != 0 || !ZeroSlopeStopsGradient;

    /// <summary>Adds slope · gradient in every row.</summary>
    private protected void AddProducts(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> inputGradient)
    {
        if (ZeroSlopeStopsGradient) ChainRule.AddWhereSloped(slopes, gradient, inputGradient);
        else ChainRule.Add(slopes, gradient, inputGradient);
    }

    private protected NotSupportedException NoSlopesInNodes(string member, string result) =>
        MissingSlopes.Of(this, $"override {member}", result);

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
