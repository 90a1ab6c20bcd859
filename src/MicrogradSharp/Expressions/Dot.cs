using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The dot product of two vectors as one node, y = Σ uᵢ vᵢ.</summary>
    /// <param name="left">The vector u.</param>
    /// <param name="right">The vector v, as long as u. Two empty vectors give 0.</param>
    /// <remarks>
    /// ±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>, in values and gradients, as in a sum of products.
    /// </remarks>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public static Node Dot(ReadOnlySpan<Node> left, ReadOnlySpan<Node> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"right must be as long as left, {left.Length}, but its length is {right.Length}.", nameof(right));
        }
        var inputs = new Value[2 * left.Length];
        CopyValues(left, inputs);
        CopyValues(right, inputs.AsSpan(left.Length));
        return new Node(new Value(Rule<Dot>.Shared, inputs));
    }
}

/// <summary>y = Σ uᵢ vᵢ,  ∂y/∂uᵢ = vᵢ,  ∂y/∂vᵢ = uᵢ. The inputs are u, then v.</summary>
public sealed partial class Dot : NaryExpr
{
    public override string Symbol => "dot";

    public override SourceText SourceFor(int inputs) => inputs == 0
        ? new("0")
        : SourceText.ForEach(
            inputs,
            SourceText.Join(" + ", inputs / 2, i => $"x{i} * x{i + inputs / 2}"),
            i => $"x{(i + inputs / 2) % inputs}");

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        int half = x.Length / 2;
        double sum = TensorPrimitives.Dot(x[..half], x[half..]);
        if (sum != 0 || x.IsEmpty) return sum;
        sum = x[0] * x[half];       // in order, which keeps the sign of zero
        for (int i = 1; i < half; i++) sum += x[i] * x[half + i];
        return sum;
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => SwapHalves(x, slopes);

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => SwapHalves(x, slopes);

    private static void SwapHalves<T>(ReadOnlySpan<T> x, Span<T> slopes)
    {
        int half = x.Length / 2;
        x[half..].CopyTo(slopes);
        x[..half].CopyTo(slopes[half..]);
    }

    internal override void CheckInputCount(int count)
    {
        if (count % 2 != 0) throw WrongInputs("two vectors of the same length", count);
    }
}
