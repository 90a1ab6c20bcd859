namespace MicrogradSharp.Tests.Contracts;

/// <summary>Closeness of numbers, where NaN is close to NaN and an infinity to itself.</summary>
internal static class Near
{
    public static bool IsNear(double actual, double expected, double tolerance) =>
        actual.Equals(expected) || actual == expected || Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));

    public static void ShouldBeNear(this double actual, double expected, double tolerance, string because = "")
    {
        if (IsNear(actual, expected, tolerance)) return;
        actual.Should().Be(expected, $"{because} (tolerance {tolerance})");
    }
}
