namespace MicrogradSharp.Tapes.Kernels;

/// <summary>2, as a type: a kernel compiled for it has no loop over it.</summary>
internal readonly struct Two;
