namespace MicrogradSharp.Tapes.Kernels;

/// <summary>A number as a type: a kernel compiled for it contains no test of it and no loop over it.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
