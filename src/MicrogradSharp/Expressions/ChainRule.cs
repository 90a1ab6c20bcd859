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

    /// <summary>The same for one gradient from above.</summary>
    public static void AddWhereSloped(ReadOnlySpan<double> slopes, double gradient, Span<double> inputGradients)
    {
        if (gradient != 0) Rows.Map(new SlopedTimes(gradient), slopes, inputGradients, inputGradients);
    }

    /// <summary>Adds the gradient where x is above 0 or NaN: the slopes of a ReLU need not be written down.</summary>
    public static void AddWherePositive(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, Span<double> inputGradient) =>
        Rows.Map(default(Gate), x, gradient, inputGradient, inputGradient);

    private readonly struct Gate : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> gradient, Vector<double> sum) =>
            sum + Vector.AndNot(gradient, Vector.LessThanOrEqual(x, Vector<double>.Zero).As<long, double>());
    }

    private readonly struct SlopedTimes(double gradient) : Rows.IBinary
    {
        private readonly Vector<double> _gradient = new(gradient);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> sum) =>
            sum + Vector.ConditionalSelect(Vector.Equals(slope, Vector<double>.Zero), Vector<double>.Zero, slope * _gradient);
    }

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
