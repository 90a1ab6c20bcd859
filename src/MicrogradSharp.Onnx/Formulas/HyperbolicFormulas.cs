namespace MicrogradSharp.Onnx;

/// <summary>Hyperbolic functions and their inverses, in 64 bits where runtimes have only the 32-bit operator.</summary>
internal static class HyperbolicFormulas
{
    private const double Large = 1e8;       // above, √(x² ± 1) is x

    /// <summary>By eˣ − 1 near 0; elsewhere with the exponential of x/2, which overflows later.</summary>
    public static OnnxTensor Sinh(this OnnxTensor x)
    {
        if (x.IsSingle) return x.Graph.Apply("Sinh", x);
        var size = x.Abs();
        var power = size.Expm1();
        var root = (size * 0.5).Exp();
        var far = root * 0.5 * root - 0.5 / root / root;
        return x.Sign() * size.IsBelow(1).Choose((power + power / (power + 1)) * 0.5, far);
    }

    public static OnnxTensor Cosh(this OnnxTensor x)
    {
        if (x.IsSingle) return x.Graph.Apply("Cosh", x);
        var root = (x.Abs() * 0.5).Exp();
        return root * 0.5 * root + 0.5 / root / root;
    }

    public static OnnxTensor Asinh(this OnnxTensor x)
    {
        if (x.IsSingle) return x.Graph.Apply("Asinh", x);
        var size = x.Abs();
        var square = size * size;
        var near = (size + square / ((square + 1).Sqrt() + 1)).Log1p();
        return x.Sign() * size.IsAbove(Large).Choose(size.Log() + ExponentialFormulas.Ln2, near);
    }

    public static OnnxTensor Acosh(this OnnxTensor x)
    {
        if (x.IsSingle) return x.Graph.Apply("Acosh", x);
        var above = x - 1;
        var near = (above + above.Sqrt() * (x + 1).Sqrt()).Log1p();
        return x.IsAbove(Large).Choose(x.Log() + ExponentialFormulas.Ln2, near);
    }

    public static OnnxTensor Atanh(this OnnxTensor x)
    {
        if (x.IsSingle) return x.Graph.Apply("Atanh", x);
        var size = x.Abs();
        return x.Sign() * (2 * size / (1 - size)).Log1p() * 0.5;
    }
}
