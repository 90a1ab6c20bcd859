namespace Playground.Charts;

/// <summary>Maps the numbers of an axis to places on the screen, and chooses its ticks.</summary>
/// <param name="Low">The number at <paramref name="From" />.</param>
/// <param name="High">The number at <paramref name="To" />.</param>
/// <param name="From">The place of the lowest number.</param>
/// <param name="To">The place of the highest number.</param>
public readonly record struct Scale(double Low, double High, double From, double To)
{
    private const double Least = 1e-300;        // half of anything smaller may be 0

    /// <summary>A scale that holds all numbers that are finite; those that are not do not count.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="from">The place of the lowest number.</param>
    /// <param name="to">The place of the highest number.</param>
    /// <param name="margin">The room below and above, as a part of the range.</param>
    public static Scale Of(IEnumerable<double> numbers, double from, double to, double margin = 0)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double number in numbers.Where(double.IsFinite))
        {
            low = Math.Min(low, number);
            high = Math.Max(high, number);
        }
        if (low > high) (low, high) = (0, 1);
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (largest <= Least) (low, high) = (-1, 1);
        else if (high - low <= largest * 1e-12) (low, high) = (low - largest / 2, high + largest / 2);
        double room = margin * high - margin * low;
        return new Scale(Math.Max(double.MinValue, low - room), Math.Min(double.MaxValue, high + room), from, to);
    }

    // halves, because a difference of two numbers may be too large for a number
    public double At(double number) => From + (To - From) * ((number / 2 - Low / 2) / (High / 2 - Low / 2));

    /// <summary>The number at a place: the inverse of <see cref="At" />.</summary>
    public double Number(double place) => Low + (High - Low) * ((place - From) / (To - From));

    /// <summary>Round numbers within the scale, about as many as wanted, each with its text.</summary>
    public IReadOnlyList<(double Number, string Text)> Ticks(int wanted = 5)
    {
        double rough = (High - Low) / Math.Max(1, wanted);
        if (!double.IsFinite(rough) || rough <= 0) return [];
        int exponent = (int)Math.Floor(Math.Log10(rough));
        double power = Math.Pow(10, exponent), step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        string format = Format(step);
        var ticks = new List<(double, string)>();
        for (double i = Math.Ceiling(Low / step - 1e-9); i * step <= High + 1e-9 * step && ticks.Count < 50; i++)
        {
            double number = i * step + 0.0;        // not −0
            ticks.Add((number, NumberFormat.Of(number, format)));
        }
        return ticks;
    }

    /// <summary>One format for all texts of an axis, so that they line up.</summary>
    private string Format(double step) => Math.Max(Math.Abs(Low), Math.Abs(High)) >= 1e6 || step < 1e-4
        ? "0.######e0;-0.######e0;0"
        : $"F{Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 15)}";
}
