using System.Globalization;

namespace MicrogradSharp.Fitting.Drawings;

/// <summary>An axis of a drawing: places numbers on a line of pixels, with ticks at round numbers.</summary>
internal sealed class Axis
{
    private const double Margin = 0.04;      // of the range, at each end
    private const double Rounding = 1e-12;   // of the largest number
    private const int AboutTicks = 6;

    private readonly double _low, _high, _start, _end;

    /// <param name="numbers">What the axis must hold; numbers that are not finite are ignored.</param>
    /// <param name="start">The pixel of the low end.</param>
    /// <param name="end">The pixel of the high end.</param>
    public Axis(IEnumerable<double> numbers, double start, double end)
    {
        double[] finite = [.. numbers.Where(double.IsFinite)];
        (_low, _high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        double range = _high - _low, largest = Math.Max(Math.Abs(_low), Math.Abs(_high));
        // numbers that differ by rounding are one number: between them, counting ticks would not get on
        if (!(range > Rounding * largest)) range = largest == 0 ? 1 : largest;
        (_low, _high, _start, _end) = (_low - Margin * range, _high + Margin * range, start, end);
    }

    /// <summary>Returns the pixel of a number, on one decimal place. A number outside is put on the edge.</summary>
    public string Place(double number)
    {
        double share = Math.Clamp((number - _low) / (_high - _low), 0, 1);
        return (_start + share * (_end - _start)).ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>Returns round numbers from end to end, 1, 2 or 5 times a power of ten apart.</summary>
    public IEnumerable<double> Ticks()
    {
        double rough = (_high - _low) / AboutTicks, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        for (double k = Math.Ceiling(_low / step); k * step <= _high; k++) yield return k * step;
    }

    /// <summary>Returns evenly spaced numbers from the lowest to the highest of the data.</summary>
    public IEnumerable<double> Samples(int count)
    {
        double margin = Margin / (1 + 2 * Margin) * (_high - _low);
        double low = _low + margin, high = _high - margin;
        return Enumerable.Range(0, count).Select(k => low + (high - low) * k / (count - 1));
    }
}
