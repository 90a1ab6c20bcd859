using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MicrogradSharp.Tapes.Kernels;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>Checks that switches of the runtime reach the kernels, in the processes that <see cref="FallbackTests"/> starts.</summary>
public sealed class HardwareTests
{
    [Fact]
    public void What_is_switched_off_is_not_used()
    {
        if (IsOff("EnableAVX512")) Vector512.IsHardwareAccelerated.Should().BeFalse();
        if (IsOff("EnableAVX2")) (Avx2.IsSupported, Vector512.IsHardwareAccelerated).Should().Be((false, false));
        if (IsOff("EnableHWIntrinsic"))
        {
            (VectorHardware.HasFusedMultiplyAdd, VectorHardware.HasManyRegisters, Vector256.IsHardwareAccelerated)
                .Should().Be((false, false, false));
        }
    }

    private static bool IsOff(string name) => Environment.GetEnvironmentVariable($"DOTNET_{name}") == "0";
}
