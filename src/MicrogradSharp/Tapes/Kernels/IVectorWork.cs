namespace MicrogradSharp.Tapes.Kernels;

/// <summary>A kernel that is written once and compiled for each vector width.</summary>
internal interface IVectorWork
{
    /// <summary>Does the work with vectors of this width.</summary>
    void Run<TVector>()
        where TVector : struct, IVector<TVector>;
}
