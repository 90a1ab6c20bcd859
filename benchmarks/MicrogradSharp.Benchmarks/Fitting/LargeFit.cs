using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Fitting;

namespace MicrogradSharp.Benchmarks.Fitting;

/// <summary>y = b₁ / (1 + exp(b₂ − b₃ x)) with noise, on a million rows, in units of a bare pass of the tape.</summary>
internal static class LargeFit
{
    private const int Rows = 1_000_000, Parameters = 3;
    private const int MostPasses = 20;
    private const double MostPerPass = 1.5;

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        var (xs, ys) = Generate();
        CurveFitResult? result = null;
        var fit = Contender.Of("fit", () => result = Fit(xs, ys));
        Node[] b = Start();
        double[] values = new double[Rows], jacobian = new double[Rows * Parameters];
        var tape = Tape.Record(columns: 1, row => Model(b, row[0]));
        var pass = Contender.Of("pass", () => tape.ValuesAndJacobian(xs, values, jacobian, MatrixLayout.ColumnMajor));
        if (!result!.Converged) throw new InvalidOperationException($"The fit of {Rows} rows must converge, but: {result.Message}");
        Contender.Race(fit, pass);
        int passes = result.JacobianEvaluations;
        string rest = string.Create(
            CultureInfo.InvariantCulture,
            $"  {result.ResidualEvaluations} passes for residuals, {fit.Milliseconds:F0} ms in all, a bare pass {pass.Milliseconds:F1} ms");
        FittingCommand.Print("1,000,000 rows, 3 parameters, passes for a Jacobian", passes, "0", MostPasses);
        FittingCommand.Print("  time / passes / time of a bare pass", fit.RatioTo(pass) / passes, "0.00 x", MostPerPass);
        Console.WriteLine(rest);
    }

    private static CurveFitResult Fit(double[] xs, double[] ys)
    {
        Node[] b = Start();
        return CurveFit.Run(x => Model(b, x), xs, ys, b);
    }

    private static Node[] Start() => [80.0, 8.0, 0.7];

    private static Node Model(Node[] b, Node x) => b[0] / (1 + (b[1] - b[2] * x).Exp());

    private static (double[] Xs, double[] Ys) Generate()
    {
        var random = new Random(1337);
        double[] xs = new double[Rows], ys = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            xs[i] = 20 * random.NextDouble();
            ys[i] = 98.7 / (1 + Math.Exp(10.4 - 0.9 * xs[i])) + 2 * (random.NextDouble() - 0.5);
        }
        return (xs, ys);
    }
}
