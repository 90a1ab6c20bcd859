using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>factor · xⁿ for a small whole n, by repeated squaring.</summary>
internal readonly struct WholePower(int n, double factor) : Rows.IUnary
{
    /// <summary>The largest |n|: up to here a product of n factors is as exact as a power from logarithms, and faster.</summary>
    public const int Limit = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Of(Vector<double> x)
    {
        var power = Vector<double>.One;
        for (int bits = Math.Abs(n); bits > 0; bits >>= 1)
        {
            if ((bits & 1) != 0) power *= x;
            x *= x;
        }
        return (n < 0 ? Vector<double>.One / power : power) * factor;
    }
}
