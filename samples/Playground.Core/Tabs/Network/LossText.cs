using System.Globalization;
using Playground.Charts;

namespace Playground.Tabs.Network;

/// <summary>Losses as text that keeps its width while they fall.</summary>
public static class LossText
{
    public static string Of(double loss) =>
        loss is >= 0 and < 1000 ? loss.ToString("F5", CultureInfo.InvariantCulture) : NumberFormat.Of(loss);
}
