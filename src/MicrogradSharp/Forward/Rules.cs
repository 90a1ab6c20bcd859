using System.Numerics;

namespace MicrogradSharp.Forward;

/// <summary>The elementary functions of one number x: the value y and the slope dy/dx, for all kinds of numbers with tangents.</summary>
internal static class Rules<T>
    where T : IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>,
        IHyperbolicFunctions<T>, IComparisonOperators<T, T, bool>
{
    private static T Half => T.CreateChecked(0.5);

    private static T Three => T.CreateChecked(3);

    private static T Ln2 => T.CreateChecked(0.6931471805599453);

    private static T Ln10 => T.CreateChecked(2.302585092994046);

    private static T InverseLn2 => T.CreateChecked(1.4426950408889634);

    private static T InverseLn10 => T.CreateChecked(0.4342944819032518);

    /// <summary>|x|; its slope is the sign of x, and x itself for 0 and NaN.</summary>
    public static (T Value, T Slope) Abs(T x) => (T.Abs(x), x > T.Zero ? T.One : x < T.Zero ? -T.One : Sign(x));

    /// <summary>eˣ.</summary>
    public static (T Value, T Slope) Exp(T x)
    {
        var y = T.Exp(x);
        return (y, y);
    }

    /// <summary>eˣ − 1.</summary>
    public static (T Value, T Slope) ExpM1(T x) => (T.ExpM1(x), T.Exp(x));

    /// <summary>2ˣ.</summary>
    public static (T Value, T Slope) Exp2(T x)
    {
        var y = T.Exp2(x);
        return (y, y * Ln2);
    }

    /// <summary>2ˣ − 1.</summary>
    public static (T Value, T Slope) Exp2M1(T x) => (T.Exp2M1(x), T.Exp2(x) * Ln2);

    /// <summary>10ˣ.</summary>
    public static (T Value, T Slope) Exp10(T x)
    {
        var y = T.Exp10(x);
        return (y, y * Ln10);
    }

    /// <summary>10ˣ − 1.</summary>
    public static (T Value, T Slope) Exp10M1(T x) => (T.Exp10M1(x), T.Exp10(x) * Ln10);

    /// <summary>ln x.</summary>
    public static (T Value, T Slope) Log(T x) => (T.Log(x), T.One / x);

    /// <summary>ln(1 + x).</summary>
    public static (T Value, T Slope) LogP1(T x) => (T.LogP1(x), T.One / (T.One + x));

    /// <summary>log₂ x.</summary>
    public static (T Value, T Slope) Log2(T x) => (T.Log2(x), InverseLn2 / x);

    /// <summary>log₂(1 + x).</summary>
    public static (T Value, T Slope) Log2P1(T x) => (T.Log2P1(x), InverseLn2 / (T.One + x));

    /// <summary>log₁₀ x.</summary>
    public static (T Value, T Slope) Log10(T x) => (T.Log10(x), InverseLn10 / x);

    /// <summary>log₁₀(1 + x).</summary>
    public static (T Value, T Slope) Log10P1(T x) => (T.Log10P1(x), InverseLn10 / (T.One + x));

    /// <summary>√x.</summary>
    public static (T Value, T Slope) Sqrt(T x)
    {
        var y = T.Sqrt(x);
        return (y, Half / y);
    }

    /// <summary>∛x.</summary>
    public static (T Value, T Slope) Cbrt(T x)
    {
        var y = T.Cbrt(x);
        return (y, T.One / (Three * y * y));
    }

    /// <summary>sin x.</summary>
    public static (T Value, T Slope) Sin(T x) => (T.Sin(x), T.Cos(x));

    /// <summary>sin πx.</summary>
    public static (T Value, T Slope) SinPi(T x) => (T.SinPi(x), T.Pi * T.CosPi(x));

    /// <summary>cos x.</summary>
    public static (T Value, T Slope) Cos(T x) => (T.Cos(x), -T.Sin(x));

    /// <summary>cos πx.</summary>
    public static (T Value, T Slope) CosPi(T x) => (T.CosPi(x), -T.Pi * T.SinPi(x));

    /// <summary>tan x.</summary>
    public static (T Value, T Slope) Tan(T x)
    {
        var y = T.Tan(x);
        return (y, T.One + y * y);
    }

    /// <summary>tan πx.</summary>
    public static (T Value, T Slope) TanPi(T x)
    {
        var y = T.TanPi(x);
        return (y, T.Pi * (T.One + y * y));
    }

    /// <summary>asin x.</summary>
    public static (T Value, T Slope) Asin(T x) => (T.Asin(x), T.One / T.Sqrt((T.One - x) * (T.One + x)));

    /// <summary>asin(x)/π.</summary>
    public static (T Value, T Slope) AsinPi(T x) => (T.AsinPi(x), T.One / (T.Pi * T.Sqrt((T.One - x) * (T.One + x))));

    /// <summary>acos x.</summary>
    public static (T Value, T Slope) Acos(T x) => (T.Acos(x), -T.One / T.Sqrt((T.One - x) * (T.One + x)));

    /// <summary>acos(x)/π.</summary>
    public static (T Value, T Slope) AcosPi(T x) => (T.AcosPi(x), -T.One / (T.Pi * T.Sqrt((T.One - x) * (T.One + x))));

    /// <summary>atan x.</summary>
    public static (T Value, T Slope) Atan(T x) => (T.Atan(x), T.One / (T.One + x * x));

    /// <summary>atan(x)/π.</summary>
    public static (T Value, T Slope) AtanPi(T x) => (T.AtanPi(x), T.One / (T.Pi * (T.One + x * x)));

    /// <summary>sinh x.</summary>
    public static (T Value, T Slope) Sinh(T x) => (T.Sinh(x), T.Cosh(x));

    /// <summary>cosh x.</summary>
    public static (T Value, T Slope) Cosh(T x) => (T.Cosh(x), T.Sinh(x));

    /// <summary>tanh x.</summary>
    public static (T Value, T Slope) Tanh(T x)
    {
        var y = T.Tanh(x);
        return (y, T.One - y * y);
    }

    /// <summary>asinh x.</summary>
    public static (T Value, T Slope) Asinh(T x) => (T.Asinh(x), T.One / T.Hypot(T.One, x));

    /// <summary>acosh x.</summary>
    public static (T Value, T Slope) Acosh(T x) => (T.Acosh(x), T.One / (T.Sqrt(x - T.One) * T.Sqrt(x + T.One)));

    /// <summary>atanh x.</summary>
    public static (T Value, T Slope) Atanh(T x) => (T.Atanh(x), T.One / ((T.One - x) * (T.One + x)));

    /// <summary>The n-th root; its slope is 1/(n yⁿ⁻¹).</summary>
    public static (T Value, T Slope) RootN(T x, int n)
    {
        var y = T.RootN(x, n);
        return (y, T.One / (T.CreateChecked(n) * T.Pow(y, T.CreateChecked((double)n - 1))));
    }

    /// <summary>The slope of xᵉ in x, e xᵉ⁻¹, and 0 for e = 0, where 0 · 0⁻¹ would be NaN.</summary>
    public static T PowSlope(T x, T exponent) => TangentRule.Times(T.Pow(x, exponent - T.One), exponent);

    /// <summary>√(x² + y²); its slopes are x/√(x² + y²) and y/√(x² + y²).</summary>
    public static (T Value, T XSlope, T YSlope) Hypot(T x, T y)
    {
        var hypotenuse = T.Hypot(x, y);
        return (hypotenuse, x / hypotenuse, y / hypotenuse);
    }

    /// <summary>The logarithm of x to a base b, ln x / ln b; its slopes are 1/(x ln b) and −y/(b ln b).</summary>
    public static (T Value, T XSlope, T BaseSlope) Log(T x, T b)
    {
        T y = T.Log(x, b), ln = T.Log(b);
        return (y, T.One / (x * ln), -y / (b * ln));
    }

    private static T Sign(T x) => T.IsNaN(x) ? x : T.Zero;
}
