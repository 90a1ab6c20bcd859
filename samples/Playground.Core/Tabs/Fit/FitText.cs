using Playground.Charts;

namespace Playground.Tabs.Fit;

/// <summary>Numbers of a fit as texts.</summary>
public static class FitText
{
    /// <summary>R² with as many digits as tell it from 1.</summary>
    public static string RSquared(double number) => NumberFormat.Of(number, "0.0000######");

    /// <summary>A number with the eleven digits that NIST certifies.</summary>
    public static string Certified(double number) => NumberFormat.Of(number, "0.0000000000e0");

    /// <summary>A correlation, or a number of digits.</summary>
    public static string Rounded(double number, int digits) => double.IsNaN(number) ? "" : NumberFormat.Of(number, $"F{digits}");
}
