namespace MicrogradSharp.Tapes.Kernels;

/// <summary>4, as a type.</summary>
internal readonly struct Four : ICount
{
    public static int Value => 4;
}
