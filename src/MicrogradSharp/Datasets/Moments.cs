namespace MicrogradSharp.Datasets;

/// <summary>The mean and the deviation of finite numbers.</summary>
internal static class Moments
{
    private const int LargestExponent = 1023;

    /// <summary>Returns the mean and the deviation of the population. The deviation is 1 if all numbers are the same.</summary>
    /// <remarks>
    /// Uses two passes, each corrected by the rounding error that remains in the sum of the differences (Chan, Golub and LeVeque,
    /// Algorithms for Computing the Sample Variance, 1983, equation 1.7). The numbers are scaled by a power of two to below 2, which loses
    /// no digits and keeps every square in range.
    /// </remarks>
    public static (double Mean, double Deviation) Of(ReadOnlySpan<double> numbers)
    {
        double first = numbers[0], largest = 0;
        bool constant = true;
        foreach (double number in numbers)
        {
            constant &= number == first;
            largest = Math.Max(largest, Math.Abs(number));
        }
        if (constant) return (first, 1);
        double scale = Math.ScaleB(1, Math.Min(-Math.ILogB(largest), LargestExponent));
        var (mean, deviation) = OfScaled(numbers, scale);
        // the deviation of subnormal numbers may round to 0
        return (mean / scale, deviation / scale is > 0 and var back ? back : 1);
    }

    private static (double Mean, double Deviation) OfScaled(ReadOnlySpan<double> numbers, double scale)
    {
        int count = numbers.Length;
        double sum = 0;
        foreach (double number in numbers) sum += scale * number;
        double mean = sum / count, differences = 0, squares = 0;
        foreach (double number in numbers)
        {
            double difference = scale * number - mean;
            differences += difference;
            squares += difference * difference;
        }
        return (mean + differences / count, Math.Sqrt((squares - differences * differences / count) / count));
    }
}
