using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>factor · xⁿ for a small whole n, by repeated squaring.</summary>
internal readonly struct WholePower(int n, double factor) : Rows.IUnary
{
    /// <summary>The largest |n|. Up to it a product of n factors is as exact as a power from logarithms, and faster.</summary>
    public const int Limit = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Of(Vector<double> x)
    {
        var power = Power(x, Math.Abs(n));
        if (n >= 0) return power * factor;
        var inverse = Vector<double>.One / power;
        var overflows = Vector.Equals(Vector.Abs(power), new Vector<double>(double.PositiveInfinity));
        if (!Vector.EqualsAll(overflows, Vector<long>.Zero))
        {
            // The inverse may still be a subnormal number: divide by the factors in two halves.
            var half = Power(x, -n / 2);
            inverse = Vector.ConditionalSelect(overflows, Power(Vector<double>.One / x, -n % 2) / half / half, inverse);
        }
        return inverse * factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Power(Vector<double> x, int exponent)
    {
        var power = Vector<double>.One;
        for (int bits = exponent; bits > 0; bits >>= 1)
        {
            if ((bits & 1) != 0) power *= x;
            x *= x;
        }
        return power;
    }
}
