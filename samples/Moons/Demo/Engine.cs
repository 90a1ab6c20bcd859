namespace Moons;

/// <summary>The ways to compute the loss and its gradients.</summary>
internal enum Engine
{
    /// <summary>A graph that is built anew for each step.</summary>
    Eager,

    /// <summary>A graph that is built once and run again for each step.</summary>
    Retained,

    /// <summary>A recorded function of a row, run over all rows with SIMD.</summary>
    Tape,
}
