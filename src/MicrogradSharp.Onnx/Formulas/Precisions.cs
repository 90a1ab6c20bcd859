namespace MicrogradSharp.Onnx;

/// <summary>Computes a formula in more digits than its model has.</summary>
internal static class Precisions
{
    /// <summary>Computes in 64 bits, and returns the result in the type of x.</summary>
    public static OnnxTensor InDouble(this OnnxTensor x, Func<OnnxTensor, OnnxTensor> formula) =>
        formula(x.To(ElementType.Double)).To(x.Type);
}
