using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>The chain rule over rows: adds slope · gradient to the gradient of an input.</summary>
internal static class ChainRule
{
    /// <summary>Adds slope · gradient; a gradient of exactly 0 contributes exactly 0, whatever the slope.</summary>
    public static void Add(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> inputGradient) =>
        Rows.Map(default(Product), slopes, gradient, inputGradient, inputGradient);

    /// <summary>Adds slope · gradient; a slope of exactly 0 also contributes exactly 0, whatever the gradient.</summary>
    public static void AddWhereSloped(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> inputGradient) =>
        Rows.Map(default(SlopedProduct), slopes, gradient, inputGradient, inputGradient);

    /// <summary>Adds slope · gradient for one gradient and many inputs; exactly 0 where the gradient is.</summary>
    public static void Add(ReadOnlySpan<double> slopes, double gradient, Span<double> inputGradients)
    {
        if (gradient != 0) Rows.Map(new TimesOne(gradient), slopes, inputGradients, inputGradients);
    }

    /// <summary>Adds slope · gradient for one gradient and many inputs; exactly 0 where either is.</summary>
    public static void AddWhereSloped(ReadOnlySpan<double> slopes, double gradient, Span<double> inputGradients)
    {
        if (gradient != 0) Rows.Map(new SlopedTimes(gradient), slopes, inputGradients, inputGradients);
    }

    /// <summary>Adds the gradient where x is above 0 or NaN.</summary>
    public static void AddWherePositive(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, Span<double> inputGradient) =>
        Rows.Map(default(AddingGate), x, gradient, inputGradient, inputGradient);

    /// <summary>result[r] = value[r] where x[r] is above 0 or NaN, otherwise 0</summary>
    public static void WherePositive(ReadOnlySpan<double> x, ReadOnlySpan<double> value, Span<double> result) =>
        Rows.Map(default(Gate), x, value, result);

    /// <summary>result[r] = slopes[r] · gradient[r], exactly 0 where the gradient is.</summary>
    public static void Times(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> result) =>
        Rows.Map(default(TimesGradient), slopes, gradient, result);

    /// <summary>result[r] = slopes[r] · gradient[r], exactly 0 where either is.</summary>
    public static void TimesWhereSloped(ReadOnlySpan<double> slopes, ReadOnlySpan<double> gradient, Span<double> result) =>
        Rows.Map(default(SlopedTimesGradient), slopes, gradient, result);

    private readonly struct Gate : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> value) =>
            Vector.AndNot(value, Vector.LessThanOrEqual(x, Vector<double>.Zero).As<long, double>());
    }

    private readonly struct AddingGate : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> gradient, Vector<double> sum) => sum + default(Gate).Of(x, gradient);
    }

    private readonly struct TimesOne(double gradient) : Rows.IBinary
    {
        private readonly Vector<double> _gradient = new(gradient);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> sum) => sum + slope * _gradient;
    }

    private readonly struct SlopedTimes(double gradient) : Rows.IBinary
    {
        private readonly Vector<double> _gradient = new(gradient);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> sum) =>
            sum + Vector.ConditionalSelect(Vector.Equals(slope, Vector<double>.Zero), Vector<double>.Zero, slope * _gradient);
    }

    private readonly struct TimesGradient : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> gradient) =>
            Vector.ConditionalSelect(Vector.Equals(gradient, Vector<double>.Zero), Vector<double>.Zero, slope * gradient);
    }

    private readonly struct SlopedTimesGradient : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> gradient)
        {
            var flat = Vector.Equals(gradient, Vector<double>.Zero) | Vector.Equals(slope, Vector<double>.Zero);
            return Vector.ConditionalSelect(flat, Vector<double>.Zero, slope * gradient);
        }
    }

    private readonly struct Product : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> gradient, Vector<double> sum) =>
            sum + default(TimesGradient).Of(slope, gradient);
    }

    private readonly struct SlopedProduct : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> slope, Vector<double> gradient, Vector<double> sum) =>
            sum + default(SlopedTimesGradient).Of(slope, gradient);
    }
}
