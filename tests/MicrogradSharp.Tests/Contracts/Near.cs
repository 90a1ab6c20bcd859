namespace MicrogradSharp.Tests.Contracts;

/// <summary>Compares numbers with a tolerance. NaN is near NaN, and an infinity is near itself.</summary>
internal static class Near
{
    public static bool IsNear(double actual, double expected, double tolerance) =>
        IsWithin(actual, expected, tolerance * Math.Max(1, Math.Abs(expected)));

    /// <summary>Checks a tolerance relative to the expected number, or to 1 if that number is smaller.</summary>
    public static void ShouldBeNear(this double actual, double expected, double tolerance, string because = "")
    {
        if (IsNear(actual, expected, tolerance)) return;
        actual.Should().Be(expected, $"{because} (tolerance {tolerance})");
    }

    /// <summary>
    /// Checks a tolerance relative to the expected number, however small that is. A difference below a limit counts as nothing.
    /// </summary>
    public static void ShouldAgree(this double actual, double expected, double tolerance, double nothing = 0, string because = "")
    {
        if (IsWithin(actual, expected, tolerance * Math.Abs(expected) + nothing)) return;
        actual.Should().Be(expected, $"{because} (relative tolerance {tolerance})");
    }

    // A tolerance relative to an infinity is infinite: every number would be near it.
    private static bool IsWithin(double actual, double expected, double distance) =>
        actual.Equals(expected) || actual == expected || (double.IsFinite(expected) && Math.Abs(actual - expected) <= distance);
}
