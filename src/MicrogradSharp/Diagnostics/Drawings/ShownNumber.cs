using System.Globalization;

namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Numbers as people read them.</summary>
internal static class ShownNumber
{
    /// <summary>Four significant digits, and every digit before the point below a million: 0.8814, 12346, 6.022e23.</summary>
    public static string Short(double number)
    {
        double size = Math.Abs(number);
        if (number == 0) return "0";        // the sign of a zero is for the full form
        string format = !double.IsFinite(number) ? "R"
            : size is >= 9999.5 and < 999_999.5 ? "F0"
            : size is >= 1e-4 and < 9999.5 ? "G4"
            : "0.###e0";
        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>As many digits as it takes to read the same number back.</summary>
    public static string Full(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
