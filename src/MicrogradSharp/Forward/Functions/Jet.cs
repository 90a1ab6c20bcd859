namespace MicrogradSharp.Forward;

public readonly partial struct Jet<TTangents>
{
    public static Jet<TTangents> Abs(Jet<TTangents> value) => value.Through(Rules<double>.Abs(value.Value));

    public static Jet<TTangents> Exp(Jet<TTangents> x) => x.Through(Rules<double>.Exp(x.Value));

    public static Jet<TTangents> ExpM1(Jet<TTangents> x) => x.Through(Rules<double>.ExpM1(x.Value));

    public static Jet<TTangents> Exp2(Jet<TTangents> x) => x.Through(Rules<double>.Exp2(x.Value));

    public static Jet<TTangents> Exp2M1(Jet<TTangents> x) => x.Through(Rules<double>.Exp2M1(x.Value));

    public static Jet<TTangents> Exp10(Jet<TTangents> x) => x.Through(Rules<double>.Exp10(x.Value));

    public static Jet<TTangents> Exp10M1(Jet<TTangents> x) => x.Through(Rules<double>.Exp10M1(x.Value));

    public static Jet<TTangents> Log(Jet<TTangents> x) => x.Through(Rules<double>.Log(x.Value));

    public static Jet<TTangents> LogP1(Jet<TTangents> x) => x.Through(Rules<double>.LogP1(x.Value));

    public static Jet<TTangents> Log2(Jet<TTangents> x) => x.Through(Rules<double>.Log2(x.Value));

    public static Jet<TTangents> Log2P1(Jet<TTangents> x) => x.Through(Rules<double>.Log2P1(x.Value));

    public static Jet<TTangents> Log10(Jet<TTangents> x) => x.Through(Rules<double>.Log10(x.Value));

    public static Jet<TTangents> Log10P1(Jet<TTangents> x) => x.Through(Rules<double>.Log10P1(x.Value));

    public static Jet<TTangents> Sqrt(Jet<TTangents> x) => x.Through(Rules<double>.Sqrt(x.Value));

    public static Jet<TTangents> Cbrt(Jet<TTangents> x) => x.Through(Rules<double>.Cbrt(x.Value));

    public static Jet<TTangents> Sin(Jet<TTangents> x) => x.Through(Rules<double>.Sin(x.Value));

    public static Jet<TTangents> SinPi(Jet<TTangents> x) => x.Through(Rules<double>.SinPi(x.Value));

    public static Jet<TTangents> Cos(Jet<TTangents> x) => x.Through(Rules<double>.Cos(x.Value));

    public static Jet<TTangents> CosPi(Jet<TTangents> x) => x.Through(Rules<double>.CosPi(x.Value));

    public static Jet<TTangents> Tan(Jet<TTangents> x) => x.Through(Rules<double>.Tan(x.Value));

    public static Jet<TTangents> TanPi(Jet<TTangents> x) => x.Through(Rules<double>.TanPi(x.Value));

    public static Jet<TTangents> Asin(Jet<TTangents> x) => x.Through(Rules<double>.Asin(x.Value));

    public static Jet<TTangents> AsinPi(Jet<TTangents> x) => x.Through(Rules<double>.AsinPi(x.Value));

    public static Jet<TTangents> Acos(Jet<TTangents> x) => x.Through(Rules<double>.Acos(x.Value));

    public static Jet<TTangents> AcosPi(Jet<TTangents> x) => x.Through(Rules<double>.AcosPi(x.Value));

    public static Jet<TTangents> Atan(Jet<TTangents> x) => x.Through(Rules<double>.Atan(x.Value));

    public static Jet<TTangents> AtanPi(Jet<TTangents> x) => x.Through(Rules<double>.AtanPi(x.Value));

    public static Jet<TTangents> Sinh(Jet<TTangents> x) => x.Through(Rules<double>.Sinh(x.Value));

    public static Jet<TTangents> Cosh(Jet<TTangents> x) => x.Through(Rules<double>.Cosh(x.Value));

    public static Jet<TTangents> Tanh(Jet<TTangents> x) => x.Through(Rules<double>.Tanh(x.Value));

    public static Jet<TTangents> Asinh(Jet<TTangents> x) => x.Through(Rules<double>.Asinh(x.Value));

    public static Jet<TTangents> Acosh(Jet<TTangents> x) => x.Through(Rules<double>.Acosh(x.Value));

    public static Jet<TTangents> Atanh(Jet<TTangents> x) => x.Through(Rules<double>.Atanh(x.Value));

    public static Jet<TTangents> RootN(Jet<TTangents> x, int n) => x.Through(Rules<double>.RootN(x.Value, n));

    public static Jet<TTangents> Hypot(Jet<TTangents> x, Jet<TTangents> y)
    {
        var (value, xSlope, ySlope) = Rules<double>.Hypot(x.Value, y.Value);
        return new Jet<TTangents>(value, TTangents.Add(TTangents.Scale(x.Tangents, xSlope), TTangents.Scale(y.Tangents, ySlope)));
    }

    public static Jet<TTangents> Log(Jet<TTangents> x, Jet<TTangents> newBase)
    {
        var (value, xSlope, baseSlope) = Rules<double>.Log(x.Value, newBase.Value);
        return new Jet<TTangents>(value, TTangents.Add(TTangents.Scale(x.Tangents, xSlope), TTangents.Scale(newBase.Tangents, baseSlope)));
    }

    /// <summary>The power xʸ. The special cases are those of <c>Node.Pow</c>.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent. If its tangent is 0, the slope in the exponent is not computed.</param>
    public static Jet<TTangents> Pow(Jet<TTangents> x, Jet<TTangents> y)
    {
        var value = double.Pow(x.Value, y.Value);
        var tangent = TTangents.Scale(x.Tangents, Rules<double>.PowSlope(x.Value, y.Value));
        if (TTangents.IsZero(y.Tangents)) return new Jet<TTangents>(value, tangent);
        return new Jet<TTangents>(value, TTangents.Add(tangent, TTangents.Scale(y.Tangents, TangentRule.PowerTimesLog(x.Value, y.Value))));
    }

    public static (Jet<TTangents> Sin, Jet<TTangents> Cos) SinCos(Jet<TTangents> x)
    {
        var (sin, cos) = double.SinCos(x.Value);
        return (x.Through((sin, cos)), x.Through((cos, -sin)));
    }

    public static (Jet<TTangents> SinPi, Jet<TTangents> CosPi) SinCosPi(Jet<TTangents> x)
    {
        var (sin, cos) = double.SinCosPi(x.Value);
        return (x.Through((sin, double.Pi * cos)), x.Through((cos, -double.Pi * sin)));
    }
}
