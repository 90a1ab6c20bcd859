using System.Globalization;
using System.Text.RegularExpressions;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests;

/// <summary>
/// Fits the certified problems of the NIST Statistical Reference Datasets with exact Jacobians. Wrong slopes do not reach ten digits.
/// </summary>
public sealed partial class NonlinearRegressionTests
{
    [Theory]
    [InlineData("Misra1a")]
    [InlineData("Chwirut2")]
    [InlineData("MGH09")]
    [InlineData("Thurber")]
    public void Least_squares_reach_the_certified_parameters(string problem)
    {
        string[] lines = ReferenceValues.Lines($"nist/{problem}.dat");
        double[][] parameters =
        [
            .. lines.Where(line => Parameter().IsMatch(line)).Select(line => Numbers(line[(line.IndexOf('=') + 1)..])),
        ];
        double[][] data = [.. lines[60..].Select(Numbers).Where(row => row.Length == 2)];       // y, then x
        double[] b = [.. parameters.Select(row => row[1])], certified = [.. parameters.Select(row => row[2])];

        Node[] Residuals(ReadOnlySpan<Node> b)
        {
            var residuals = new Node[data.Length];
            for (int i = 0; i < data.Length; i++) residuals[i] = Model(problem, b, data[i][1]) - data[i][0];
            return residuals;
        }
        Minimise(Residuals, b);
        for (int i = 0; i < b.Length; i++) b[i].ShouldAgree(certified[i], 1e-8, because: $"b{i + 1} of {problem}");
    }

    private static Node Model(string problem, ReadOnlySpan<Node> b, double x) => problem switch
    {
        "Misra1a" => b[0] * (1 - (-b[1] * x).Exp()),
        "Chwirut2" => (-b[0] * x).Exp() / (b[1] + b[2] * x),
        "MGH09" => b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3]),
        "Thurber" => (b[0] + b[1] * x + b[2] * (x * x) + b[3] * (x * x * x)) / (1 + b[4] * x + b[5] * (x * x) + b[6] * (x * x * x)),
        _ => throw new ArgumentException($"problem must be one of the theory, but was '{problem}'.", nameof(problem)),
    };

    /// <summary>The Levenberg–Marquardt method with Marquardt's scaling, then plain Gauss–Newton steps.</summary>
    private static void Minimise(Func<ReadOnlySpan<Node>, Node[]> residuals, double[] b)
    {
        double damping = 1e-2;
        for (int step = 0; step < 1000 && damping < 1e12; step++)
        {
            var (r, jacobian) = Differentiate.ValuesAndJacobian(residuals, b);
            double[] next = [.. b.Zip(Solve(jacobian, r, damping), (number, change) => number - change)];
            double[] there = Differentiate.ValuesAndJacobian(residuals, next).Values;
            bool isBetter = there.Sum(number => number * number) < r.Sum(number => number * number);
            damping = Math.Max(isBetter ? damping / 10 : damping * 4, 1e-14);
            if (isBetter) next.CopyTo(b, 0);
        }
        for (int step = 0; step < 3; step++)    // for the last digits, which the sum of squares does not show
        {
            var (r, jacobian) = Differentiate.ValuesAndJacobian(residuals, b);
            double[] change = Solve(jacobian, r, damping: 0);
            for (int i = 0; i < b.Length; i++) b[i] -= change[i];
        }
    }

    /// <summary>(JᵀJ + damping · diag JᵀJ) change = Jᵀr, solved by elimination with pivots.</summary>
    private static double[] Solve(double[,] jacobian, double[] r, double damping)
    {
        int n = jacobian.GetLength(1);
        double[] scale =
        [
            .. Enumerable.Range(0, n).Select(j => Math.Sqrt(Enumerable.Range(0, r.Length).Sum(k => jacobian[k, j] * jacobian[k, j]))),
        ];
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] =
            [
                .. Enumerable.Range(0, n + 1).Select(j => Enumerable.Range(0, r.Length)
                    .Sum(k => jacobian[k, i] / scale[i] * (j < n ? jacobian[k, j] / scale[j] : r[k]))),
            ];
            rows[i][i] += damping;
        }
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(i => Math.Abs(rows[i][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            for (int i = 0; i < n; i++)
            {
                if (i == column) continue;
                double factor = rows[i][column] / rows[column][column];
                for (int j = column; j <= n; j++) rows[i][j] -= factor * rows[column][j];
            }
        }
        return [.. rows.Select((row, i) => row[n] / row[i] / scale[i])];
    }

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\s*b\d+ =")]
    private static partial Regex Parameter();
}
