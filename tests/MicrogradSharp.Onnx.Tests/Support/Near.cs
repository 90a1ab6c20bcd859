using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>Compares what a model computes with what the library computes.</summary>
internal static class Near
{
    public const double F64 = 1e-12, F32 = 1e-5;

    public static double For(OnnxPrecision precision) => precision == OnnxPrecision.F64 ? F64 : F32;

    public static void Check(double[] actual, double[] expected, double tolerance, Func<int, string> what)
    {
        actual.Should().HaveSameCount(expected);
        for (int i = 0; i < actual.Length; i++) actual[i].ShouldBeNear(expected[i], tolerance, what(i));
    }
}
