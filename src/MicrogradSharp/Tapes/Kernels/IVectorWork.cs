namespace MicrogradSharp.Tapes.Kernels;

/// <summary>A kernel written once and compiled for each vector width.</summary>
internal interface IVectorWork
{
    /// <summary>Runs the kernel with vectors of this width.</summary>
    void Run<TVector>()
        where TVector : struct, IVector<TVector>;
}
