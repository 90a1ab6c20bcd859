namespace MicrogradSharp.Nn;

/// <summary>How a safetensors file stores the numbers of a network.</summary>
public enum SafetensorsType
{
    /// <summary>64 bits: every bit of a parameter is kept.</summary>
    F64,

    /// <summary>
    /// 32 bits, the usual type in PyTorch: half the size, and about 7 digits. Numbers are rounded to nearest. Beyond ±3.4·10³⁸ they become
    /// ±∞.
    /// </summary>
    F32,
}
