using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>A branch that the graph keeps: y = whenPositive where condition &gt; 0, otherwise y = otherwise.</summary>
    /// <param name="condition">Chooses by its sign; 0, −0 and NaN choose <paramref name="otherwise"/>. It gets no gradient.</param>
    /// <param name="whenPositive">The result for a condition above 0.</param>
    /// <param name="otherwise">The result for every other condition.</param>
    /// <remarks>Both branches are computed. The one not taken gets a gradient of exactly 0, so a NaN or an infinite slope in it stays there.</remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node Where(Node condition, Node whenPositive, Node otherwise) =>
        new(new Value(Rule<Where>.Shared, [condition.Value, whenPositive.Value, otherwise.Value]));
}

/// <summary>y = a where c &gt; 0, b otherwise,  ∂y/∂c = 0,  ∂y/∂a and ∂y/∂b are 1 for the branch taken and 0 for the other</summary>
public sealed class Where : NaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "where";

    /// <inheritdoc/>
    public override bool ZeroSlopeStopsGradient => true;

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<double> x) => x[0] > 0 ? x[1] : x[2];

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        slopes[0] = 0;
        slopes[1] = x[0] > 0 ? 1 : 0;
        slopes[2] = x[0] > 0 ? 0 : 1;
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        slopes[0] = 0;
        slopes[1] = Node.Where(x[0], 1, 0);
        slopes[2] = Node.Where(x[0], 0, 1);
    }

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y) => Rows.Map(default(Choice), x[..rows], x.Slice(rows, rows), x[(2 * rows)..], y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        slopes[..rows].Clear();
        var taken = slopes.Slice(rows, rows);
        Rows.Map(default(Step), x[..rows], taken);
        TensorPrimitives.Subtract(1, taken, slopes[(2 * rows)..]);
    }

    private readonly struct Choice : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> condition, Vector<double> whenPositive, Vector<double> otherwise) =>
            Vector.ConditionalSelect(Vector.GreaterThan(condition, Vector<double>.Zero), whenPositive, otherwise);
    }

    private readonly struct Step : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> condition) =>
            Vector.ConditionalSelect(Vector.GreaterThan(condition, Vector<double>.Zero), Vector<double>.One, Vector<double>.Zero);
    }

    internal override void CheckInputCount(int count) => CheckInputCount(count, 3);
}
