using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Forward;

/// <summary>The chain rule for one tangent.</summary>
internal static class TangentRule
{
    /// <summary>slope · tangent: a tangent of exactly 0 gives exactly 0, whatever the slope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]     // the test of the type vanishes in the caller
    public static T Times<T>(T slope, T tangent)
        where T : INumberBase<T>
    {
        // the first condition is known when the method is compiled, and saves a box where code is not optimised
        if (typeof(T) != typeof(double) && slope is IDualNumber<T> dual) return dual.TimesTangent(tangent);
        return T.IsZero(tangent) ? T.Zero : slope * tangent;
    }

    /// <summary>slope · tangent, exactly 0 where either is.</summary>
    public static T TimesWhereSloped<T>(T slope, T tangent)
        where T : INumberBase<T> => T.IsZero(slope) ? T.Zero : Times(slope, tangent);

    /// <summary>xᵉ ln x, the slope of a power in its exponent; 0 for x = 0 and e ≥ 0.</summary>
    public static T PowerTimesLog<T>(T x, T exponent)
        where T : IPowerFunctions<T>, ILogarithmicFunctions<T>, IComparisonOperators<T, T, bool>
    {
        if (typeof(T) != typeof(double) && x is IDualNumber<T> dual) return dual.PowerTimesLog(exponent);
        return IsPowerOfZero(x, exponent) ? T.Zero : T.Pow(x, exponent) * T.Log(x);
    }

    /// <summary>Whether x is 0 and e ≥ 0: the slope in e is then 0, where 0 · ln 0 would be NaN.</summary>
    public static bool IsPowerOfZero<T>(T x, T exponent)
        where T : INumberBase<T>, IComparisonOperators<T, T, bool> => x >= T.Zero && x <= T.Zero && exponent >= T.Zero;
}
