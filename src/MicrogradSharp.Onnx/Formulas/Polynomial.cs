namespace MicrogradSharp.Onnx;

/// <summary>Polynomials and their ratios, in Horner's form.</summary>
internal static class Polynomial
{
    /// <summary>The value at x.</summary>
    /// <param name="coefficients">The coefficients, highest power first.</param>
    /// <param name="x">The argument.</param>
    public static OnnxTensor Of(ReadOnlySpan<double> coefficients, OnnxTensor x)
    {
        var sum = x.Number(coefficients[0]);
        foreach (double coefficient in coefficients[1..]) sum = sum * x + coefficient;
        return sum;
    }

    public static OnnxTensor Ratio(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, OnnxTensor x) =>
        Of(numerator, x) / Of(denominator, x);
}
