namespace MicrogradSharp.Tests.Contracts;

/// <summary>Closeness of numbers, where NaN is close to NaN and an infinity to itself.</summary>
internal static class Near
{
    public static bool IsNear(double actual, double expected, double tolerance) =>
        actual.Equals(expected) || actual == expected || Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));

    /// <summary>Within a tolerance relative to the expected number, or to 1 where that is smaller.</summary>
    public static void ShouldBeNear(this double actual, double expected, double tolerance, string because = "")
    {
        if (IsNear(actual, expected, tolerance)) return;
        actual.Should().Be(expected, $"{because} (tolerance {tolerance})");
    }

    /// <summary>Within a tolerance relative to the expected number however small that is, or within a difference that is nothing.</summary>
    public static void ShouldAgree(this double actual, double expected, double tolerance, double nothing = 0, string because = "")
    {
        if (actual.Equals(expected) || actual == expected || Math.Abs(actual - expected) <= tolerance * Math.Abs(expected) + nothing) return;
        actual.Should().Be(expected, $"{because} (relative tolerance {tolerance})");
    }
}
