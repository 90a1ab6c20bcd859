using System.Globalization;

namespace MicrogradSharp;

/// <summary>Numbers in reports: six digits at most, the same in every culture.</summary>
internal static class NumberText
{
    public static string Short(double number) => number switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        _ => number.ToString("G6", CultureInfo.InvariantCulture),
    };

    /// <summary>Two digits: the size of an error.</summary>
    public static string Rough(double number) => double.IsFinite(number) ? number.ToString("G2", CultureInfo.InvariantCulture) : Short(number);

    /// <summary>Ten digits, for numbers that are compared by eye.</summary>
    public static string Long(double number) => double.IsFinite(number) ? number.ToString("G10", CultureInfo.InvariantCulture) : Short(number);

    /// <summary>With a comma between thousands.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>2.7 KB</c>, where a KB is 1,024 bytes.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["bytes", "KB", "MB", "GB", "TB"];
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < units.Length - 1)
        {
            amount /= 1024;
            unit++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.#} {units[unit]}");
    }
}
