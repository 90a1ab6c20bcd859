using System.Globalization;
using MicrogradSharp.Optim;

namespace Moons;

/// <summary>A step in one line, the same in the terminal and in a file.</summary>
internal static class StepText
{
    public static string Of(StepRecord record, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"step {Number(record.Step, count)}  loss {Loss(record.Before.Loss)}  accuracy {Percent(record.Before.Accuracy),7}");

    public static string Of(EpochReport report, int count)
    {
        string validation = report.ValidationLoss is { } loss ? $"  validation {Loss(loss)}" : "";
        return $"epoch {Number(report.Epoch, count)}  loss {Loss(report.Loss)}{validation}";
    }

    public static string Loss(double loss) => loss.ToString(loss < 1000 ? "F6" : "E3", CultureInfo.InvariantCulture);

    /// <summary>One decimal: a row of a hundred is 1 %.</summary>
    public static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:F1} %");

    private static string Number(int number, int count)
    {
        int width = (count - 1).ToString(CultureInfo.InvariantCulture).Length;
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(width);
    }
}
