using static MicrogradSharp.ErrorCoefficients;

namespace MicrogradSharp.Onnx;

/// <summary>The error function and its complement, by W. J. Cody's approximations, as the library computes them.</summary>
internal static class ErrorFormulas
{
    public static OnnxTensor Erf(this OnnxTensor x)
    {
        if (x.IsSingle) return x.Graph.Apply("Erf", x);
        var size = x.Abs();
        return size.IsAtMost(Near).Choose(NearZero(x), x.Sign() * (1 - ComplementOfPositive(size)));
    }

    /// <summary>In 64 bits also in a 32-bit model, where 1 − erf x would lose all digits.</summary>
    public static OnnxTensor Erfc(this OnnxTensor x) => x.InDouble(wide =>
    {
        var size = wide.Abs();
        var complement = ComplementOfPositive(size);
        var far = wide.IsAbove(0).Choose(complement, 2 - complement);
        return size.IsAtMost(Near).Choose(1 - NearZero(wide), far);
    });

    /// <summary>The distribution function of a standard normal variable.</summary>
    public static OnnxTensor NormalDistribution(this OnnxTensor x) => (x * -OneOverSqrtTwo).Erfc() * 0.5;

    private static OnnxTensor NearZero(OnnxTensor x) =>
        x * Polynomial.Ratio(SmallNumerator, SmallDenominator, x * x);

    private static OnnxTensor ComplementOfPositive(OnnxTensor x)
    {
        var middle = Polynomial.Ratio(MiddleNumerator, MiddleDenominator, x);
        var z = 1 / (x * x);
        var tail = (OneOverSqrtPi - z * Polynomial.Ratio(TailNumerator, TailDenominator, z)) / x;
        var scaled = x.IsAtMost(4).Choose(middle, tail);
        var head = (x * 16).Floor() * 0.0625;       // exact, and so is its square
        var complement = (-(head * head)).Exp() * ((head - x) * (x + head)).Exp() * scaled;
        return x.IsAbove(Underflow).Choose(0, complement);
    }
}
