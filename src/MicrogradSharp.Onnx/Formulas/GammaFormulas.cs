using static MicrogradSharp.GammaCoefficients;

namespace MicrogradSharp.Onnx;

/// <summary>
/// The logarithm of the gamma function and its derivatives, by the series, recurrences and reflections with which the library computes
/// them. Loops are unrolled.
/// </summary>
/// <remarks>In 64 bits also in a 32-bit model: the reflections cancel.</remarks>
internal static class GammaFormulas
{
    private const double Tiny = 1e-20;      // ln |Γ(−x)| = ln Γ(x) up to here; the sine of smaller numbers would lose digits

    /// <summary>ln |Γ(x)|</summary>
    public static OnnxTensor LogGamma(this OnnxTensor x) => x.InDouble(wide =>
    {
        var size = wide.Abs();
        var positive = LogGammaOfPositive(size);
        var sine = (Turn(wide) * Math.PI).Sin().Abs();
        var negative = Math.Log(Math.PI) - size.Log() - sine.Log() - positive;
        negative = IsWhole(wide).Choose(double.PositiveInfinity, negative);
        return wide.IsBelow(-Tiny).Choose(negative, positive);
    });

    /// <summary>ψ(x), the slope of <see cref="LogGamma"/>.</summary>
    public static OnnxTensor Digamma(this OnnxTensor x) => x.InDouble(wide =>
    {
        var isNegative = wide.IsBelow(0);
        var positive = DigammaOfPositive(isNegative.Choose(1 - wide, wide));
        var reflected = positive - Math.PI / (Turn(wide) * Math.PI).Tan();
        return isNegative.Choose(IsWhole(wide).Choose(double.NaN, reflected), positive);
    });

    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of <see cref="Digamma"/>, n ≥ 1.</summary>
    public static OnnxTensor Polygamma(this OnnxTensor x, int n) => x.InDouble(wide =>
    {
        double sign = n % 2 == 0 ? -1 : 1;
        var isNegative = wide.IsBelow(0);
        var positive = PolygammaOfPositive(n, isNegative.Choose(1 - wide, wide));
        var cotangent = (Turn(wide) * Math.PI).Tan().Reciprocal();
        var reflected = -sign * positive - Math.Pow(Math.PI, n + 1) * Polynomial.Of(DerivativeOfCotangent(n), cotangent);
        var atPole = n % 2 == 0
            ? wide.Number(double.NaN)
            : wide.IsInfinite().Choose(double.NaN, wide.Number(double.PositiveInfinity));
        return isNegative.Choose(IsWhole(wide).Choose(atPole, reflected), positive);
    });

    private static OnnxTensor LogGammaOfPositive(OnnxTensor x)
    {
        var far = (x - 0.5) * (x.Log() - 1) + StirlingConstant + Polynomial.Of(Stirling, 1 / (x * x)) / x;
        // Γ(x) from Γ at a place between 1.5 and 2.5: Γ(x + 1) = x Γ(x)
        OnnxTensor place = x, product = x.Number(1);
        for (int k = 0; k < 6; k++)
        {
            var isHigh = place.IsAbove(2.5);
            place = isHigh.Choose(place - 1, place);
            product = isHigh.Choose(product * place, product);
        }
        OnnxTensor isLow = x.IsBelow(1.5), isLowest = x.IsBelow(0.5);
        place = isLow.Choose(isLowest.Choose(x + 2, x + 1), place);
        var factor = isLow.Choose(-(x.Log() + isLowest.Choose(x.Log1p(), 0)), product.Log());
        var distance = isLow.Choose(isLowest.Choose(x, x - 1), place - 2);       // place − 2 without its rounding
        return x.IsAtLeast(8).Choose(far, distance * Polynomial.Of(NearTwo, distance) + factor);
    }

    private static OnnxTensor DigammaOfPositive(OnnxTensor x)
    {
        var distance = x - DigammaZero - DigammaZeroRest;
        var near = distance * Polynomial.Of(NearDigammaZero, distance);
        OnnxTensor place = x, sum = x.Number(0);
        for (int k = 0; k < 10; k++)
        {
            var isLow = place.IsBelow(10);
            sum += isLow.Choose(1 / place, 0);
            place = isLow.Choose(place + 1, place);
        }
        var square = 1 / (place * place);
        var far = place.Log() - 0.5 / place - square * Polynomial.Of(DigammaTail, square) - sum;
        return distance.Abs().IsBelow(0.25).Choose(near, far);
    }

    private static OnnxTensor PolygammaOfPositive(int n, OnnxTensor x)
    {
        double factorial = 1;       // of n − 1
        for (int k = 2; k < n; k++) factorial *= k;
        OnnxTensor place = x, sum = x.Number(0);
        for (int k = 0; k < 10 + n; k++)
        {
            var isLow = place.IsBelow(10 + n);
            sum += isLow.Choose(Power(1 / place, n + 1), 0);
            place = isLow.Choose(place + 1, place);
        }
        var term = factorial * Power(1 / place, n);
        var tail = term + n * term / (2 * place);
        for (int k = 0; k < Bernoulli.Length; k++)
        {
            term = term * ((2.0 * k + n) / (2 * k + 1) * (2 * k + n + 1) / (2 * k + 2)) / place / place;
            tail += Bernoulli[k] * term;
        }
        return (n % 2 == 0 ? -1 : 1) * (factorial * n * sum + tail);
    }

    private static OnnxTensor Power(OnnxTensor x, int exponent)
    {
        var power = x;
        for (int k = 1; k < exponent; k++) power *= x;
        return power;
    }

    /// <summary>x without its nearest whole number, in which sin πx and tan πx repeat.</summary>
    private static OnnxTensor Turn(OnnxTensor x) => x - x.Round();

    private static OnnxTensor IsWhole(OnnxTensor x) => x.Is(x.Floor());
}
