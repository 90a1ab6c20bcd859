using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>The chain rule over rows: adds slope · gradient to what an input has already.</summary>
internal static class ChainRule
{
    /// <summary>Adds slope · gradient; a gradient of exactly 0 contributes exactly 0, whatever the slope.</summary>
    public static void Add(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> inputGradient) =>
        Rows.Map(default(Product), slopes, gradient, inputGradient, inputGradient);

    /// <summary>Adds slope · gradient; a slope of exactly 0 also contributes exactly 0, whatever the gradient.</summary>
    public static void AddWhereSloped(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> inputGradient) =>
        Rows.Map(default(SlopedProduct), slopes, gradient, inputGradient, inputGradient);

    private readonly struct Product : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> gradient, Vector<double> sum) =>
            sum + Vector.ConditionalSelect(Vector.Equals(gradient, Vector<double>.Zero), Vector<double>.Zero, slope * gradient);
    }

    private readonly struct SlopedProduct : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> gradient, Vector<double> sum)
        {
            var flat = Vector.Equals(gradient, Vector<double>.Zero) | Vector.Equals(slope, Vector<double>.Zero);
            return sum + Vector.ConditionalSelect(flat, Vector<double>.Zero, slope * gradient);
        }
    }
}
