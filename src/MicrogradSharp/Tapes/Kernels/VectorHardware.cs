using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>What the kernels need to know about the processor. The JIT turns each answer into a constant.</summary>
internal static class VectorHardware
{
    /// <summary>Whether a · b + c is one instruction. If not, the fused form is a call for each double.</summary>
    // MultiplyAddEstimate is not used: the runtime may or may not fuse it, so bits could change when a method is optimised.
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Whether there are 32 vector registers, not 16.</summary>
    public static bool HasManyRegisters => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Runs a kernel with the widest vectors that the processor has, of which a whole number makes up the lanes.</summary>
    public static void RunWidest<TWork>(TWork work, nuint lanes)
        where TWork : struct, IVectorWork, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && lanes % 8 == 0) work.Run<Double8>();
        else if (Vector256.IsHardwareAccelerated && lanes % 4 == 0) work.Run<Double4>();
        else if (Vector128.IsHardwareAccelerated && lanes % 2 == 0) work.Run<Double2>();
        else work.Run<Double1>();
    }
}
