using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The dot product of two vectors as one node, y = Σ uᵢ vᵢ.</summary>
    /// <param name="left">The vector u.</param>
    /// <param name="right">The vector v, as long as u. Two empty vectors give 0.</param>
    /// <remarks>±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>, in values and gradients, as in a sum of products.</remarks>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public static Node Dot(ReadOnlySpan<Node> left, ReadOnlySpan<Node> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"right must be as long as left, {left.Length}, but has {right.Length} components.", nameof(right));
        }
        return new Node(new Value(Rule<Dot>.Shared, (ReadOnlySpan<Node>)[.. left, .. right]));
    }
}

/// <summary>y = Σ uᵢ vᵢ,  ∂y/∂uᵢ = vᵢ,  ∂y/∂vᵢ = uᵢ. The inputs are u, then v.</summary>
public sealed class Dot : NaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "dot";

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<double> x) =>
        0 + TensorPrimitives.Dot(x[..(x.Length / 2)], x[(x.Length / 2)..]);     // from 0, as every sum: never −0

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        int half = x.Length / 2;
        x[half..].CopyTo(slopes);
        x[..half].CopyTo(slopes[half..]);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        int half = x.Length / 2;
        x[half..].CopyTo(slopes);
        x[..half].CopyTo(slopes[half..]);
    }

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        int half = x.Length / 2;
        y.Clear();
        for (int start = 0; start < half; start += rows) Rows.Map(default(SumOfProducts), x.Slice(start, rows), x.Slice(half + start, rows), y, y);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        int half = x.Length / 2;
        x[half..].CopyTo(slopes);
        x[..half].CopyTo(slopes[half..]);
    }

    private readonly struct SumOfProducts : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> u, Vector<double> v, Vector<double> sum) => sum + u * v;
    }

    internal override bool MultipliesByZero => true;

    internal override void CheckInputCount(int count)
    {
        if (count % 2 != 0) throw WrongInputs("two vectors of the same length", count);
    }
}
