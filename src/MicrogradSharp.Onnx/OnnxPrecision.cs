namespace MicrogradSharp.Onnx;

/// <summary>The floating-point type of the numbers of an ONNX model: its inputs, outputs, parameters and everything between.</summary>
public enum OnnxPrecision
{
    /// <summary>64 bits, as the library computes.</summary>
    F64,

    /// <summary>32 bits, as most ONNX models. A number above 3.4e38 becomes ∞.</summary>
    F32,
}
