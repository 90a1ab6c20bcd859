using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The Euclidean length of a vector, y = √(Σ xᵢ²).</summary>
    /// <param name="components">The components. No components give 0.</param>
    /// <remarks>
    /// Components are scaled by the largest, so that 1e200 does not overflow. At the zero vector every slope is 0. An infinite component
    /// gives +∞ with a NaN slope for itself; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public static Node Norm(params ReadOnlySpan<Node> components) => new(new Value(Rule<Norm>.Shared, components));
}

/// <summary>y = √(Σ xᵢ²),  ∂y/∂xᵢ = xᵢ / y, 0 at the zero vector</summary>
public sealed partial class Norm : NaryExpr
{
    public override string Symbol => "norm";

    public override SourceText SourceFor(int inputs) => inputs == 0
        ? new("0")
        : SourceText.ForEach(inputs, "m > 0 && m < Infinity ? m * sqrt(s) : m", i => $"y == 0 ? 0 : x{i} / y")
            .With("m", $"max({SourceText.Join(", ", inputs, i => $"fabs(x{i})")})")
            .With("s", SourceText.Join(" + ", inputs, i => $"x{i} / m * (x{i} / m)"));

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double scale = x.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(x));
        if (scale == 0 || !double.IsFinite(scale)) return scale;
        double sum = 0;
        foreach (double component in x) sum += component / scale * (component / scale);
        return scale * Math.Sqrt(sum);
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        if (y == 0) slopes.Clear();
        else TensorPrimitives.Divide(x, y, slopes);
    }

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        var length = Node.Where(Condition.Of(Condition.Equal, y, 0), double.PositiveInfinity, y);     // x / ∞ is 0, and so are its slopes
        for (int i = 0; i < x.Length; i++) slopes[i] = x[i] / length;
    }
}
