namespace MicrogradSharp.Tests.Contracts;

/// <summary>Numbers from the whole range of doubles, and points made of them.</summary>
internal static class WholeRange
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    // Points where kernels change from one formula to another, or a result leaves the range of a double.
    private static readonly double[] s_thresholds =
    [
        0.25, 0.5, 1, 2, 4, 20, Math.Sqrt(0.5), Math.Sqrt(2), Math.E, Math.PI / 4, Math.PI / 2, Math.PI,
        0.46875, 26.6, 0.46875 * Math.Sqrt(2), 4 * Math.Sqrt(2), 26.6 * Math.Sqrt(2),                       // error function
        0.66, 2.414213562373095, 1 / 0.66, 1 / 2.414213562373095,                                           // arctangent
        710.4758600739439, 1023, 1024, 1074, 1075, 1076,                                                     // sinh, powers of 2
        0.75, 1e9,                                                                                          // logit, area functions
        36.7, 37.4, 354.9, 372.5, 708.3964185322641, 709.782712893384, 709.79, 745.1332191019411, 746,      // exponential
        1.6e6, .. new[] { 1, 2, 3, 4, 5, 6, 7, 8, 11, 22, 355, 710, 103_993, 1_018_591 }.Select(n => n * (Math.PI / 2)),    // quarter turns
        1.3407807929942596e154, 1.4916681462400413e-154, 1e-200, 1e200, 2.5e305, int.MaxValue,
        SmallestNormal, double.MaxValue / 2, double.MaxValue, double.Epsilon,
        .. new[] { 26, 27, 31, 52, 53, 54, 62, 63, 64 }.SelectMany(power => new[] { Math.ScaleB(1, power), Math.ScaleB(1, -power) }),
    ];

    /// <summary>Every binary order of magnitude, finer steps around 0, thresholds and their neighbours, both signs; ±∞ and NaN.</summary>
    public static double[] Numbers { get; } = MakeNumbers();

    /// <summary>Returns rows of inputs: each number in one place, next to numbers that are like it and unlike it.</summary>
    public static double[][] Points(int inputs)
    {
        if (inputs == 1) return [.. Numbers.Select(number => new[] { number })];
        var random = new Random(inputs);
        int repeats = Math.Max(1, 8 / inputs);
        var numbers = Enumerable.Range(0, repeats).SelectMany(_ => Numbers).Where(_ => random.Next(inputs) < 8);    // long rows: fewer
        return [.. numbers.Select(number => Point(number, inputs, random))];
    }

    private static double[] Point(double number, int inputs, Random random)
    {
        double[] point = [.. Enumerable.Range(0, inputs).Select(_ => Companion(number, random))];
        point[random.Next(inputs)] = number;
        return point;
    }

    private static double Companion(double number, Random random) => random.Next(6) switch
    {
        0 => number,
        1 => -number,
        2 => number * (0.25 + 4 * random.NextDouble()),
        3 => 6 * random.NextDouble() - 3,
        4 => RowsContract.AwkwardNumbers[random.Next(RowsContract.AwkwardNumbers.Length)],
        _ => Numbers[random.Next(Numbers.Length)],
    };

    private static double[] MakeNumbers()
    {
        var random = new Random(0);
        var sizes = new List<double> { 0, double.PositiveInfinity };
        for (int power = -1074; power < 1024; power++) sizes.Add(Math.Min(double.MaxValue, Math.ScaleB(1 + random.NextDouble(), power)));
        for (double size = 0; size < 760; size += 0.6 * random.NextDouble()) sizes.Add(size);
        for (double size = 0; size < 8; size += 0.01 * random.NextDouble()) sizes.Add(size);
        foreach (double threshold in s_thresholds)
        {
            sizes.AddRange([threshold, Math.BitIncrement(threshold), Math.BitDecrement(threshold)]);
            sizes.AddRange([threshold * (1 + 1e-9), threshold * (1 - 1e-9)]);
        }
        return [double.NaN, .. sizes, .. sizes.Select(size => -size)];
    }
}
