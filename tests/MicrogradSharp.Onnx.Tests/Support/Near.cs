namespace MicrogradSharp.Onnx.Tests;

/// <summary>Compares numbers up to rounding; NaN equals NaN, an infinity only itself.</summary>
internal static class Near
{
    public const double F64 = 1e-12, F32 = 1e-5;

    public static double For(OnnxPrecision precision) => precision == OnnxPrecision.F64 ? F64 : F32;

    public static bool Are(double actual, double expected, double tolerance) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));

    public static void Check(double[] actual, double[] expected, double tolerance, Func<int, string> what)
    {
        actual.Should().HaveSameCount(expected);
        for (int i = 0; i < actual.Length; i++)
        {
            Are(actual[i], expected[i], tolerance).Should().BeTrue("{0} must be {1:R}, but was {2:R}", what(i), expected[i], actual[i]);
        }
    }
}
