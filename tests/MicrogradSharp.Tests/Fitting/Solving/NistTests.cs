using MicrogradSharp.Fitting.Solving;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>
/// The NIST Statistical Reference Datasets for nonlinear regression with default options: from both starts, and from the certified values.
/// </summary>
public sealed class NistTests(ITestOutputHelper output)
{
    // a perfect answer has 10.8 on average: certified values have 11 digits, and rounding them costs up to half a unit of the last
    private const double Least = 10.3, LeastAverage = 10.7, LeastAverageOfParameters = 10.9;

    [Fact]
    public void Every_run_reaches_the_certified_parameters()
    {
        var digits = new List<double[]>();
        foreach (string name in NistProblem.Names)
        {
            var problem = NistProblem.Read(name);
            for (int start = 1; start <= 3; start++)
            {
                var result = LeastSquaresSolver.Run(problem.Residuals(), problem.Start(start), new SolverOptions());
                double[] found = problem.Digits(result.Parameters);
                digits.Add(found);
                output.WriteLine(FormattableString.Invariant(
                    $"{name,-9} {start} {found.Min(),6:F2} {result.Iterations,4} {result.JacobianEvaluations,4} {result.StopReason}"));
                found.Min().Should().BeGreaterThan(Least, $"of {name} from start {start}");
                result.StopReason.Should().BeOneOf(SolverStopReason.GradientConverged, SolverStopReason.StepConverged);
                result.JacobianEvaluations.Should().BeLessThan(200, $"in {name} from start {start}");
            }
        }
        double average = digits.Average(run => run.Min()), ofParameters = digits.Average(run => run.Average());
        output.WriteLine(FormattableString.Invariant($"{digits.Count} runs, on average {average:F2}; of the parameters {ofParameters:F2}"));
        digits.Count.Should().BeGreaterThanOrEqualTo(24 * 3);
        average.Should().BeGreaterThan(LeastAverage);
        ofParameters.Should().BeGreaterThan(LeastAverageOfParameters);
    }

    [Fact]
    public void The_sums_of_squares_are_those_certified()
    {
        foreach (string name in NistProblem.Names.Where(name => name != "Lanczos1"))       // 1e-25: below rounding
        {
            var problem = NistProblem.Read(name);
            var result = LeastSquaresSolver.Run(problem.Residuals(), problem.Start(2), new SolverOptions());
            (2 * result.Cost / problem.SumOfSquares).Should().BeApproximately(1, 1e-9, name);
        }
    }

    [Fact]
    public void Linear_parameters_need_no_start()
    {
        foreach (string name in NistProblem.Names)
        {
            var problem = NistProblem.Read(name);
            var function = problem.Residuals();
            double[] start = problem.Start(2);
            for (int j = 0; j < start.Length; j++)
            {
                if (function.IsLinear[j]) start[j] = 0;
            }
            var result = LeastSquaresSolver.Run(function, start, new SolverOptions());
            problem.Digits(result.Parameters).Min().Should().BeGreaterThan(Least, name);
        }
    }

    [Fact]
    public void Two_runs_agree_to_the_last_bit()
    {
        var problem = NistProblem.Read("Thurber");
        double[] first = LeastSquaresSolver.Run(problem.Residuals(), problem.Start(1), new SolverOptions()).Parameters;
        LeastSquaresSolver.Run(problem.Residuals(), problem.Start(1), new SolverOptions()).Parameters.Should().Equal(first);
    }
}
