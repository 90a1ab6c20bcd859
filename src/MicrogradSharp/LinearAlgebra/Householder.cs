using System.Numerics.Tensors;

namespace MicrogradSharp.LinearAlgebra;

/// <summary>Householder reflections I − τ v vᵀ with v₀ = 1, as LAPACK's <c>dlarfg</c> and <c>dlarf</c> define them.</summary>
/// <remarks>
/// The library has its own dense linear algebra, because a fit needs little of it, and a package would be a second dependency of the core.
/// </remarks>
internal static class Householder
{
    private const double SafeSmallest = 1e-280, SafeLargest = 1e280;

    /// <summary>
    /// Makes the reflection that takes (head, tail) to (β, 0). Writes β to the head and v without its first element to the tail.
    /// </summary>
    /// <returns>τ, which is 0 if the tail is 0 already.</returns>
    public static double Make(ref double head, Span<double> tail)
    {
        double norm = Norm(tail);
        if (norm == 0) return 0;
        double beta = -double.CopySign(double.Hypot(head, norm), head);
        double pivot = head - beta;
        TensorPrimitives.Divide(tail, pivot, tail);
        double tau = -pivot / beta;
        head = beta;
        return tau;
    }

    /// <summary>Applies a reflection to the vector (head, tail).</summary>
    public static void Apply(double tau, ReadOnlySpan<double> v, ref double head, Span<double> tail)
    {
        if (tau == 0) return;
        double weight = tau * (head + TensorPrimitives.Dot(v, tail));
        head -= weight;
        TensorPrimitives.MultiplyAdd(v, -weight, tail, tail);
    }

    /// <summary>The Euclidean norm, without overflow or underflow on the way.</summary>
    public static double Norm(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty) return 0;
        double squares = TensorPrimitives.SumOfSquares(x);
        if (squares is > SafeSmallest and < SafeLargest) return Math.Sqrt(squares);
        double largest = TensorPrimitives.MaxMagnitude(x);
        largest = Math.Abs(largest);
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (double number in x)
        {
            double scaled = number / largest;
            sum += scaled * scaled;
        }
        return largest * Math.Sqrt(sum);
    }
}
