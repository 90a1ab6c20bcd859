namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>A branch in the graph: y = whenPositive for condition &gt; 0, otherwise y = otherwise.</summary>
    /// <param name="condition">Chooses by its sign; 0, −0 and NaN choose <paramref name="otherwise"/>. It gets no gradient.</param>
    /// <param name="whenPositive">The result for a condition above 0.</param>
    /// <param name="otherwise">The result for every other condition.</param>
    /// <remarks>
    /// Both branches are computed. The branch not taken gets a gradient of exactly 0, so a NaN or an infinite slope in it has no effect.
    /// </remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node Where(Node condition, Node whenPositive, Node otherwise) =>
        new(new Value(Rule<Where>.Shared, [condition.Value, whenPositive.Value, otherwise.Value]));
}

/// <summary>y = a where c &gt; 0, b otherwise,  ∂y/∂c = 0,  ∂y/∂a and ∂y/∂b are 1 for the branch taken and 0 for the other</summary>
public sealed partial class Where : NaryExpr
{
    public override string Symbol => "where";

    public override SourceText SourceFor(int inputs) => new("x0 > 0 ? x1 : x2", "0", "x0 > 0 ? 1 : 0", "x0 > 0 ? 0 : 1");

    public override bool ZeroSlopeStopsGradient => true;

    protected override double Evaluate(ReadOnlySpan<double> x) => x[0] > 0 ? x[1] : x[2];

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        slopes[0] = 0;
        slopes[1] = x[0] > 0 ? 1 : 0;
        slopes[2] = x[0] > 0 ? 0 : 1;
    }

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        slopes[0] = 0;
        slopes[1] = Node.Where(x[0], 1, 0);
        slopes[2] = Node.Where(x[0], 0, 1);
    }

    internal override void CheckInputCount(int count) => CheckInputCount(count, 3);
}
