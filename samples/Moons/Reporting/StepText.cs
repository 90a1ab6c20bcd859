using System.Globalization;

namespace Moons;

/// <summary>A step in one line, the same in the terminal and in a file.</summary>
internal static class StepText
{
    public static string Of(StepRecord record, int count)
    {
        int width = (count - 1).ToString(CultureInfo.InvariantCulture).Length;
        string step = record.Step.ToString(CultureInfo.InvariantCulture).PadLeft(width);
        return string.Create(CultureInfo.InvariantCulture, $"step {step}  loss {Loss(record.Before.Loss)}  accuracy {Percent(record.Before.Accuracy),7}");
    }

    public static string Loss(double loss) => loss.ToString(loss < 1000 ? "F6" : "E3", CultureInfo.InvariantCulture);

    /// <summary>One decimal: a row of a hundred is 1 %.</summary>
    public static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:F1} %");
}
