using CsCheck;

namespace MicrogradSharp.Tests.LinearAlgebra;

/// <summary>Random matrices, column-major, and plain products to check factorisations with.</summary>
internal static class Matrices
{
    /// <summary>Matrices with 1 to 12 columns and at least as many rows; columns are scaled by powers of ten from 1e-8 to 1e8.</summary>
    public static readonly Gen<(int Rows, int Columns, double[] Numbers)> Graded =
        from columns in Gen.Int[1, 12]
        from rows in Gen.Int[columns, 40]
        from numbers in Gen.Double[-1, 1].Array[rows * columns]
        from scales in Gen.Int[-8, 8].Array[columns]
        select (rows, columns, numbers.Select((number, i) => number * Math.Pow(10, scales[i / rows])).ToArray());

    public static readonly Gen<(int Order, double[] Numbers)> Symmetric =
        from order in Gen.Int[1, 12]
        from numbers in Gen.Double[-1, 1].Array[order * order]
        select (order, Enumerable.Range(0, order * order).Select(i => numbers[i] + numbers[i % order * order + i / order]).ToArray());

    public static double[] Vector(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }

    /// <summary>Computes A x.</summary>
    public static double[] Times(ReadOnlySpan<double> a, int rows, ReadOnlySpan<double> x)
    {
        double[] product = new double[rows];
        for (int j = 0; j < x.Length; j++)
        {
            for (int i = 0; i < rows; i++) product[i] += a[j * rows + i] * x[j];
        }
        return product;
    }

    /// <summary>Computes Aᵀ b.</summary>
    public static double[] TransposedTimes(ReadOnlySpan<double> a, int columns, ReadOnlySpan<double> b)
    {
        double[] product = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < b.Length; i++) product[j] += a[j * b.Length + i] * b[i];
        }
        return product;
    }

    public static double Norm(IEnumerable<double> x) => Math.Sqrt(x.Sum(number => number * number));

    public static double[] Minus(IEnumerable<double> x, IEnumerable<double> y) => [.. x.Zip(y, (a, b) => a - b)];
}
