namespace MicrogradSharp.Onnx;

/// <summary>Exponentials, logarithms and powers.</summary>
internal static class ExponentialFormulas
{
    public const double Ln2 = 0.6931471805599453, Ln10 = 2.302585092994046;

    /// <summary>eˣ − 1: near 0 by tanh, which does not cancel.</summary>
    public static OnnxTensor Expm1(this OnnxTensor x)
    {
        var half = (x * 0.5).Tanh();
        return x.Abs().IsBelow(0.5).Choose(2 * half / (1 - half), x.Exp() - 1);
    }

    /// <summary>ln(1 + x), with W. Kahan's correction for the rounding of 1 + x.</summary>
    public static OnnxTensor Log1p(this OnnxTensor x)
    {
        var sum = x + 1;
        var isExact = sum.Is(1).Or(x.Is(double.PositiveInfinity));
        return isExact.Choose(x, sum.Log() * (x / (sum - 1)));
    }

    public static OnnxTensor Logit(this OnnxTensor x)
    {
        var near = ((2 * x - 1) / (1 - x)).Log1p();
        return (x - 0.5).Abs().IsBelow(0.25).Choose(near, (x / (1 - x)).Log());
    }

    /// <summary>In 64 bits a formula: the operator of ONNX Runtime loses its digits below −12, and is 0 below −37.</summary>
    public static OnnxTensor Sigmoid(this OnnxTensor x) =>
        x.IsSingle ? x.Graph.Apply("Sigmoid", x) : ((-x).Exp() + 1).Reciprocal();

    public static OnnxTensor Softplus(this OnnxTensor x) => x.Max(0) + (-x.Abs()).Exp().Log1p();

    public static OnnxTensor Cbrt(this OnnxTensor x) => x.Sign() * x.Abs().Pow(1.0 / 3);

    public static OnnxTensor Hypot(this OnnxTensor x, OnnxTensor y)
    {
        OnnxTensor a = x.Abs(), b = y.Abs();
        OnnxTensor large = a.Max(b), ratio = a.Min(b) / large;
        var length = large.Is(0).Choose(0, large * (ratio * ratio + 1).Sqrt());
        return x.IsInfinite().Or(y.IsInfinite()).Choose(double.PositiveInfinity, length);
    }

    /// <summary>The remainder with the sign of the divisor.</summary>
    public static OnnxTensor Remainder(this OnnxTensor dividend, OnnxTensor divisor)
    {
        var graph = dividend.Graph;
        int[] shape = Broadcast.Shape([dividend, divisor]);
        var remainder = graph.Add("Mod", dividend.Type, shape, [dividend, divisor], Attributes.Of("fmod", 1));
        var differs = graph.Apply("Xor", remainder.IsBelow(0), divisor.IsBelow(0));
        return remainder.Is(0).Not().And(differs).Choose(remainder + divisor, remainder);
    }
}
