namespace MicrogradSharp.Onnx;

/// <summary>Trigonometric functions and their inverses, in 64 bits where runtimes have only the 32-bit operator.</summary>
internal static class CircularFormulas
{
    private const double Huge = 1e300;      // its arctangent is π/2 to the last bit

    public static OnnxTensor Tan(this OnnxTensor x) => x.IsSingle ? x.Graph.Apply("Tan", x) : x.Sin() / x.Cos();

    /// <summary>
    /// In 64 bits, the 32-bit operator and one correction: with z = tan y₀, arctan x − y₀ = arctan((x − z)/(1 + xz)). The argument is below
    /// 1e-6, so that it is its own arctangent.
    /// </summary>
    public static OnnxTensor Atan(this OnnxTensor x)
    {
        if (x.IsSingle) return x.Graph.Apply("Atan", x);
        var bounded = x.Max(-Huge).Min(Huge);       // ∞ would give NaN below
        var single = bounded.To(ElementType.Single);
        var rough = single.Graph.Apply("Atan", single).To(ElementType.Double);
        OnnxTensor sine = rough.Sin(), cosine = rough.Cos();
        return rough + (bounded * cosine - sine) / (cosine + bounded * sine);
    }

    public static OnnxTensor Asin(this OnnxTensor x) =>
        x.IsSingle ? x.Graph.Apply("Asin", x) : (x / ((1 - x) * (1 + x)).Sqrt()).Atan();

    public static OnnxTensor Acos(this OnnxTensor x) =>
        x.IsSingle ? x.Graph.Apply("Acos", x) : 2 * ((1 - x) / (1 + x)).Sqrt().Atan();

    /// <summary>The angle of the point (x, y), also of points at infinity and for zeros of either sign.</summary>
    public static OnnxTensor Atan2(this OnnxTensor y, OnnxTensor x)
    {
        var ratio = y.Abs() / x.Abs();
        ratio = y.IsInfinite().And(x.IsInfinite()).Choose(1, ratio);
        ratio = y.Is(0).And(x.Is(0)).Choose(0, ratio);
        var angle = ratio.Atan();
        angle = IsNegative(x).Choose(Math.PI - angle, angle);
        return IsNegative(y).Choose(-angle, angle);
    }

    // −0 too: the sign of its reciprocal shows
    private static OnnxTensor IsNegative(OnnxTensor x) => x.IsBelow(0).Or(x.Is(0).And(x.Reciprocal().IsBelow(0)));
}
