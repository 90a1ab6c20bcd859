namespace MicrogradSharp.Forward;

public readonly partial struct Dual<T>
{
    public static Dual<T> Abs(Dual<T> value) => value.Through(Rules<T>.Abs(value.Value));

    public static Dual<T> Exp(Dual<T> x) => x.Through(Rules<T>.Exp(x.Value));

    public static Dual<T> ExpM1(Dual<T> x) => x.Through(Rules<T>.ExpM1(x.Value));

    public static Dual<T> Exp2(Dual<T> x) => x.Through(Rules<T>.Exp2(x.Value));

    public static Dual<T> Exp2M1(Dual<T> x) => x.Through(Rules<T>.Exp2M1(x.Value));

    public static Dual<T> Exp10(Dual<T> x) => x.Through(Rules<T>.Exp10(x.Value));

    public static Dual<T> Exp10M1(Dual<T> x) => x.Through(Rules<T>.Exp10M1(x.Value));

    public static Dual<T> Log(Dual<T> x) => x.Through(Rules<T>.Log(x.Value));

    public static Dual<T> LogP1(Dual<T> x) => x.Through(Rules<T>.LogP1(x.Value));

    public static Dual<T> Log2(Dual<T> x) => x.Through(Rules<T>.Log2(x.Value));

    public static Dual<T> Log2P1(Dual<T> x) => x.Through(Rules<T>.Log2P1(x.Value));

    public static Dual<T> Log10(Dual<T> x) => x.Through(Rules<T>.Log10(x.Value));

    public static Dual<T> Log10P1(Dual<T> x) => x.Through(Rules<T>.Log10P1(x.Value));

    public static Dual<T> Sqrt(Dual<T> x) => x.Through(Rules<T>.Sqrt(x.Value));

    public static Dual<T> Cbrt(Dual<T> x) => x.Through(Rules<T>.Cbrt(x.Value));

    public static Dual<T> Sin(Dual<T> x) => x.Through(Rules<T>.Sin(x.Value));

    public static Dual<T> SinPi(Dual<T> x) => x.Through(Rules<T>.SinPi(x.Value));

    public static Dual<T> Cos(Dual<T> x) => x.Through(Rules<T>.Cos(x.Value));

    public static Dual<T> CosPi(Dual<T> x) => x.Through(Rules<T>.CosPi(x.Value));

    public static Dual<T> Tan(Dual<T> x) => x.Through(Rules<T>.Tan(x.Value));

    public static Dual<T> TanPi(Dual<T> x) => x.Through(Rules<T>.TanPi(x.Value));

    public static Dual<T> Asin(Dual<T> x) => x.Through(Rules<T>.Asin(x.Value));

    public static Dual<T> AsinPi(Dual<T> x) => x.Through(Rules<T>.AsinPi(x.Value));

    public static Dual<T> Acos(Dual<T> x) => x.Through(Rules<T>.Acos(x.Value));

    public static Dual<T> AcosPi(Dual<T> x) => x.Through(Rules<T>.AcosPi(x.Value));

    public static Dual<T> Atan(Dual<T> x) => x.Through(Rules<T>.Atan(x.Value));

    public static Dual<T> AtanPi(Dual<T> x) => x.Through(Rules<T>.AtanPi(x.Value));

    public static Dual<T> Sinh(Dual<T> x) => x.Through(Rules<T>.Sinh(x.Value));

    public static Dual<T> Cosh(Dual<T> x) => x.Through(Rules<T>.Cosh(x.Value));

    public static Dual<T> Tanh(Dual<T> x) => x.Through(Rules<T>.Tanh(x.Value));

    public static Dual<T> Asinh(Dual<T> x) => x.Through(Rules<T>.Asinh(x.Value));

    public static Dual<T> Acosh(Dual<T> x) => x.Through(Rules<T>.Acosh(x.Value));

    public static Dual<T> Atanh(Dual<T> x) => x.Through(Rules<T>.Atanh(x.Value));

    public static Dual<T> RootN(Dual<T> x, int n) => x.Through(Rules<T>.RootN(x.Value, n));

    public static Dual<T> Hypot(Dual<T> x, Dual<T> y)
    {
        var (value, xSlope, ySlope) = Rules<T>.Hypot(x.Value, y.Value);
        return new Dual<T>(value, TangentRule.Times(xSlope, x.Tangent) + TangentRule.Times(ySlope, y.Tangent));
    }

    public static Dual<T> Log(Dual<T> x, Dual<T> newBase)
    {
        var (value, xSlope, baseSlope) = Rules<T>.Log(x.Value, newBase.Value);
        return new Dual<T>(value, TangentRule.Times(xSlope, x.Tangent) + TangentRule.Times(baseSlope, newBase.Tangent));
    }

    /// <summary>The power xʸ. The special cases are those of <c>Node.Pow</c>.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent. If its tangent is 0, the slope in the exponent is not computed.</param>
    public static Dual<T> Pow(Dual<T> x, Dual<T> y)
    {
        var value = T.Pow(x.Value, y.Value);
        var tangent = TangentRule.Times(Rules<T>.PowSlope(x.Value, y.Value), x.Tangent);
        if (T.IsZero(y.Tangent)) return new Dual<T>(value, tangent);
        return new Dual<T>(value, tangent + TangentRule.Times(TangentRule.PowerTimesLog(x.Value, y.Value), y.Tangent));
    }

    public static (Dual<T> Sin, Dual<T> Cos) SinCos(Dual<T> x)
    {
        var (sin, cos) = T.SinCos(x.Value);
        return (x.Through((sin, cos)), x.Through((cos, -sin)));
    }

    public static (Dual<T> SinPi, Dual<T> CosPi) SinCosPi(Dual<T> x)
    {
        var (sin, cos) = T.SinCosPi(x.Value);
        return (x.Through((sin, T.Pi * cos)), x.Through((cos, -T.Pi * sin)));
    }
}
