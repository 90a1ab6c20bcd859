using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>What the kernels ask about the processor. The JIT folds each answer into a constant.</summary>
internal static class VectorHardware
{
    /// <summary>Whether a · b + c is one instruction. Without it, the fused form is a call for each double.</summary>
    // An estimate that the runtime may or may not fuse would give other bits before and after a method is optimised.
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Whether there are 32 vector registers, not 16.</summary>
    public static bool HasManyRegisters => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported;
}
