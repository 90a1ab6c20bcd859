using System.Globalization;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Checks of the numbers that a user fits.</summary>
internal static class DataCheck
{
    private const double Smallest = 1e-140;     // the square of its rounding error is still above the smallest normal double

    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    public static void Finite(ReadOnlySpan<double> numbers, [CallerArgumentExpression(nameof(numbers))] string? parameter = null)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (double.IsFinite(numbers[i])) continue;
            throw new ArgumentException($"{parameter} must be finite, but number {i} is {Text(numbers[i])}.", parameter);
        }
    }

    /// <exception cref="ArgumentException">There are fewer residuals than free parameters.</exception>
    public static void Enough(int residuals, int free, string noun, string parameter)
    {
        if (residuals >= free) return;
        throw new ArgumentException(
            $"{parameter} must hold at least as many {noun}s as there are free parameters, {free}, " +
            $"but held {NumberText.Count(residuals, noun)}.", parameter);
    }

    /// <exception cref="ArgumentException">There are no rows, or not as many as there are ys.</exception>
    public static int Columns(ReadOnlySpan<double> rows, ReadOnlySpan<double> ys)
    {
        if (ys.IsEmpty) throw new ArgumentException("ys must hold at least 1 number, but was empty.", nameof(ys));
        if (!rows.IsEmpty && rows.Length % ys.Length == 0) return rows.Length / ys.Length;
        throw new ArgumentException(
            $"rows must hold the same number of columns for each of the {NumberText.Count(ys.Length, "y")}, " +
            $"but held {NumberText.Count(rows.Length, "number")}.", nameof(rows));
    }

    /// <summary>Returns the square root of the weight of each y; empty if all are 1.</summary>
    /// <exception cref="ArgumentException">A σ or a weight is out of range, or there are not as many as ys.</exception>
    public static double[] Factors(CurveFitOptions options, int count)
    {
        if (options is { Sigmas: not null, Weights: not null })
        {
            throw new ArgumentException("options must hold Sigmas or Weights, but held both.", nameof(options));
        }
        if (options.Sigmas is { } sigmas)
        {
            return Convert(sigmas, count, nameof(options.Sigmas), "above 0", sigma => sigma > 0, sigma => 1 / sigma);
        }
        if (options.Weights is not { } weights) return [];
        return Convert(weights, count, nameof(options.Weights), "at least 0", weight => weight >= 0, Math.Sqrt);
    }

    /// <summary>Checks that the squares of the ys do not vanish: every fit would then look perfect.</summary>
    /// <exception cref="ArgumentException">The largest y, divided by its σ, is below 1e-140 but not 0.</exception>
    public static void NotTiny(
        ReadOnlySpan<double> ys, double[] factors, [CallerArgumentExpression(nameof(ys))] string? parameter = null)
    {
        double largest = 0;
        for (int i = 0; i < ys.Length; i++) largest = Math.Max(largest, Math.Abs(ys[i]) * (factors.Length == 0 ? 1 : factors[i]));
        if (largest is 0 or >= Smallest) return;
        throw new ArgumentException(
            $"{parameter} must hold a number of at least {Text(Smallest)} in size, relative to its σ, because smaller squares vanish, " +
            $"but the largest is {Text(largest)}. Measure y in a smaller unit, or give smaller Sigmas.", parameter);
    }

    /// <summary>The number of points that have a weight.</summary>
    public static int Observations(double[] factors, int count) => factors.Length == 0 ? count : factors.Count(factor => factor > 0);

    private static double[] Convert(
        IReadOnlyList<double> numbers, int count, string name, string rule, Predicate<double> isRight, Func<double, double> factor)
    {
        if (numbers.Count != count)
        {
            throw new ArgumentException($"{name} must hold a number for each y, {count}, but held {numbers.Count}.", name);
        }
        double[] factors = new double[count];
        for (int i = 0; i < count; i++)
        {
            double number = numbers[i];
            if (!isRight(number) || !double.IsFinite(number))
            {
                throw new ArgumentException($"{name} must be finite and {rule}, but number {i} is {Text(number)}.", name);
            }
            factors[i] = factor(number);
        }
        return factors;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
