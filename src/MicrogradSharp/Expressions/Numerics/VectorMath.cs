using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>Functions of a vector that the framework does not have, or only in a form that overflows or cancels.</summary>
/// <remarks>They agree with the scalar forms of <see cref="StableMath"/> and <see cref="Math"/> to a few units in the last place.</remarks>
internal static class VectorMath
{
    public const double Ln2 = 0.6931471805599453;

    private const double HalfPi = Math.PI / 2;
    private const double HalfPiRest = 6.123233995736766e-17;    // π/2 is HalfPi + HalfPiRest
    private const double RootHalf = 0.7071067811865476;

    // Highest power first.
    private static ReadOnlySpan<double> ExpNumerator => [1.26177193074810590878e-4, 3.02994407707441961300e-2, 1];

    private static ReadOnlySpan<double> ExpDenominator =>
        [3.00198505138664455042e-6, 2.52448340349684104192e-3, 2.27265548208155028766e-1, 2];

    private static ReadOnlySpan<double> LogNumerator =>
    [
        1.01875663804580931796e-4, 4.97494994976747001425e-1, 4.70579119878881725854,
        1.44989225341610930846e1, 1.79368678507819816313e1, 7.70838733755885391666,
    ];

    private static ReadOnlySpan<double> LogDenominator =>
    [
        1, 1.12873587189167450590e1, 4.52279145837532221105e1,
        8.29875266912776603211e1, 7.11544750618563894466e1, 2.31251620126765340583e1,
    ];

    private static ReadOnlySpan<double> AtanNumerator =>
    [
        -8.750608600031904122785e-1, -1.615753718733365076637e1, -7.500855792314704667340e1,
        -1.228866684490136173410e2, -6.485021904942025371773e1,
    ];

    private static ReadOnlySpan<double> AtanDenominator =>
    [
        1, 2.485846490142306297962e1, 1.650270098316988542046e2,
        4.328810604912902668951e2, 4.853903996359136964868e2, 1.945506571482613964425e2,
    ];

    /// <summary>eˣ. Unlike <see cref="Vector.Exp(Vector{double})"/>, a call that passes vectors through memory, it is inlined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp(Vector<double> x) => Exp(x, out _, out _);

    /// <summary>eˣ − 1, to a few units in the last place, including near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Expm1(Vector<double> x)
    {
        var power = Exp(x, out var exponent, out var rest);
        return Vector.ConditionalSelect(Vector.Equals(exponent, Vector<double>.Zero), rest, power - Vector<double>.One);
    }

    /// <summary>ln x</summary>
    /// <remarks>
    /// S. L. Moshier, Cephes Mathematical Library, <c>log.c</c>: x = m · 2ⁿ with √½ ≤ m &lt; √2, and a rational form of ln m.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log(Vector<double> x)
    {
        var (zero, one) = (Vector<double>.Zero, Vector<double>.One);
        var subnormal = Vector.LessThan(x, new Vector<double>(2.2250738585072014e-308));
        var normal = Vector.ConditionalSelect(subnormal, x * 18014398509481984.0, x);      // times 2⁵⁴

        // the exponent as the low bits of 2⁵² + exponent, the mantissa from ½ to 1
        var bits = Vector.AsVectorInt64(normal);
        var biased = Vector.AsVectorDouble(Vector.ShiftRightLogical(bits, 52) | new Vector<long>(0x4330000000000000));
        var exponent = biased - Vector.ConditionalSelect(
            subnormal, new Vector<double>(4503599627370496.0 + 1022 + 54), new Vector<double>(4503599627370496.0 + 1022));
        var mantissa = Vector.AsVectorDouble((bits & new Vector<long>(0x000FFFFFFFFFFFFF)) | new Vector<long>(0x3FE0000000000000));
        var low = Vector.LessThan(mantissa, new Vector<double>(RootHalf));
        exponent -= Vector.ConditionalSelect(low, one, zero);
        var f = Vector.ConditionalSelect(low, mantissa + mantissa, mantissa) - one;

        var square = f * f;
        var rest = f * square * Polynomial(LogNumerator, f) / Polynomial(LogDenominator, f);
        rest = rest - exponent * 2.121944400546905827679e-4 - 0.5 * square;     // ln 2 in two parts, the first exact
        var y = f + rest + exponent * 0.693359375;

        y = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<double>(double.PositiveInfinity)), y, x);      // also for NaN
        y = Vector.ConditionalSelect(Vector.Equals(x, zero), new Vector<double>(double.NegativeInfinity), y);
        return Vector.ConditionalSelect(Vector.LessThan(x, zero), new Vector<double>(double.NaN), y);
    }

    /// <summary>ln(1 + x), to a few units in the last place, including near 0: the correction of <see cref="StableMath.Log1p"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log1p(Vector<double> x)
    {
        var sum = Vector<double>.One + x;
        var itself = Vector.Equals(sum, Vector<double>.One) | Vector.Equals(x, new Vector<double>(double.PositiveInfinity));
        return Vector.ConditionalSelect(itself, x, Log(sum) * (x / (sum - Vector<double>.One)));
    }

    /// <summary>1/(1 + e⁻ˣ), without an exponential that overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Logistic(Vector<double> x)
    {
        var power = Exp(-Vector.Abs(x));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), power, Vector<double>.One) / (Vector<double>.One + power);
    }

    /// <summary>(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ), to a few units in the last place, including near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        var power = Expm1(-2 * Vector.Abs(x));
        return Vector.CopySign(power / (power + new Vector<double>(2)), x);
    }

    /// <summary>arctan x</summary>
    /// <remarks>S. L. Moshier, Cephes Mathematical Library, <c>atan.c</c>: three intervals, brought to |x| ≤ 0.66.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Atan(Vector<double> x)
    {
        var (one, size) = (Vector<double>.One, Vector.Abs(x));
        var far = Vector.GreaterThan(size, new Vector<double>(2.414213562373095));      // tan 3π/8
        var near = Vector.LessThanOrEqual(size, new Vector<double>(0.66));
        var t = Vector.ConditionalSelect(far, -one, Vector.ConditionalSelect(near, size, size - one))
            / Vector.ConditionalSelect(far, size, Vector.ConditionalSelect(near, one, size + one));
        var turn = Vector.ConditionalSelect(far, one, Vector.ConditionalSelect(near, Vector<double>.Zero, new Vector<double>(0.5)));
        var square = t * t;
        var rest = t * square * Polynomial(AtanNumerator, square) / Polynomial(AtanDenominator, square);
        return Vector.CopySign(turn * HalfPi + (t + (rest + turn * HalfPiRest)), x);
    }

    /// <summary>2ˣ, exact for whole x.</summary>
    /// <remarks>The whole part of x is split off first: x ln 2 would round away digits of the fraction.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp2(Vector<double> x)
    {
        var whole = Vector.Floor(x + new Vector<double>(0.5));
        var half = Vector.Floor(whole * 0.5);
        var power = Exp((x - whole) * Ln2) * PowerOfTwo(half) * PowerOfTwo(whole - half);
        var (overflows, vanishes) = (Vector.GreaterThanOrEqual(x, new Vector<double>(1024)), Vector.LessThan(x, new Vector<double>(-1076)));
        power = Vector.ConditionalSelect(overflows, new Vector<double>(double.PositiveInfinity), power);
        return Vector.ConditionalSelect(vanishes, Vector<double>.Zero, power);
    }

    /// <summary>√(x² + y²), without overflow. An infinite operand gives +∞, also next to NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Hypot(Vector<double> x, Vector<double> y)
    {
        (x, y) = (Vector.Abs(x), Vector.Abs(y));
        var swap = Vector.LessThan(x, y);
        var (longer, shorter) = (Vector.ConditionalSelect(swap, y, x), Vector.ConditionalSelect(swap, x, y));
        var ratio = shorter / longer;
        var length = longer * Vector.SquareRoot(Vector<double>.One + ratio * ratio);
        var infinity = new Vector<double>(double.PositiveInfinity);
        length = Vector.ConditionalSelect(Vector.Equals(longer, Vector<double>.Zero), longer + shorter, length);     // NaN if either is
        return Vector.ConditionalSelect(Vector.Equals(x, infinity) | Vector.Equals(y, infinity), infinity, length);
    }

    /// <summary>The polynomial with these coefficients, the highest power first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Polynomial(ReadOnlySpan<double> coefficients, Vector<double> x)
    {
        // Written out: where it is inlined the lengths are constants, and only multiply-adds remain.
        var sum = new Vector<double>(coefficients[0]);
        if (coefficients.Length > 1) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[1]));
        if (coefficients.Length > 2) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[2]));
        if (coefficients.Length > 3) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[3]));
        if (coefficients.Length > 4) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[4]));
        if (coefficients.Length > 5) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[5]));
        if (coefficients.Length > 6) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[6]));
        if (coefficients.Length > 7) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[7]));
        for (int i = 8; i < coefficients.Length; i++) sum = Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficients[i]));
        return sum;
    }

    /// <summary>eˣ = 2ⁿ (1 + rest) with |rest| about ½ at most.</summary>
    /// <remarks>
    /// S. L. Moshier, Cephes Mathematical Library, <c>exp.c</c>. The power of 2 is applied in two factors, so that overflow and underflow
    /// round once.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exp(Vector<double> x, out Vector<double> exponent, out Vector<double> rest)
    {
        var (overflows, vanishes) = (Vector.GreaterThan(x, new Vector<double>(709.79)), Vector.LessThan(x, new Vector<double>(-746)));
        exponent = Vector.Floor(x * 1.4426950408889634 + new Vector<double>(0.5));
        x = x - exponent * 0.693145751953125 - exponent * 1.42860682030941723212e-6;           // ln 2 in two parts, the first exact
        var square = x * x;
        var odd = x * Polynomial(ExpNumerator, square);
        rest = odd / ((Polynomial(ExpDenominator, square) - odd) * 0.5);
        var half = Vector.Floor(exponent * 0.5);
        var power = (Vector<double>.One + rest) * PowerOfTwo(half) * PowerOfTwo(exponent - half);
        power = Vector.ConditionalSelect(overflows, new Vector<double>(double.PositiveInfinity), power);
        return Vector.ConditionalSelect(vanishes, Vector<double>.Zero, power);
    }

    /// <summary>2ⁿ: in 2⁵² + bias + n the low bits are the exponent bits of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> PowerOfTwo(Vector<double> n) =>
        Vector.AsVectorDouble(Vector.ShiftLeft(Vector.AsVectorInt64(n + new Vector<double>(4503599627370496.0 + 1023)), 52));
}
