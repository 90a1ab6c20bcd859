using MicrogradSharp.Fitting;
using MicrogradSharp.Fitting.Models;
using MicrogradSharp.Tests.Fitting.Solving;

namespace MicrogradSharp.Tests.Fitting;

/// <summary>The certified problems, from a formula to standard errors, with default options.</summary>
public sealed class NistFitTests(ITestOutputHelper output)
{
    public static TheoryData<string> Problems => [.. NistProblem.Names];

    [Fact]
    public void Standard_errors_have_ten_digits_on_average()
    {
        var digits = new List<double>();
        foreach (string name in NistProblem.Names)
        {
            var problem = NistProblem.Read(name);
            if (problem.CertifiedErrors.Length == 0) continue;
            foreach (int start in new[] { 1, 2 })
            {
                var fit = Fit(problem, start);
                double[] errors = [.. fit.Parameters.Select(parameter => parameter.StandardError)];
                double[] right = [.. errors.Zip(problem.CertifiedErrors, Digits)];
                double[] estimates = problem.Digits([.. fit.Parameters.Select(parameter => parameter.Estimate)]);
                output.WriteLine(FormattableString.Invariant(
                    $"{name} {start}: {fit.StopReason}, {right.Min():F2} digits of the errors, {estimates.Min():F2} of the parameters"));
                digits.Add(right.Average());
            }
        }
        digits.Should().HaveCountGreaterThan(27);
        digits.Average().Should().BeGreaterThan(10.2);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void The_graph_proves_which_parameters_are_linear(string name)
    {
        var problem = NistProblem.Read(name);
        Node[] b = [.. problem.Start(1).Select(number => new Node(number))];
        var model = new RecordedModel(problem.Rows[0].Length - 1, row => [problem.Model(b, row.ToArray())], b, maxThreads: 1);
        Enumerable.Range(0, b.Length).Where(j => model.IsLinear[j]).Should().Equal(problem.Linear);
    }

    private static CurveFitResult Fit(NistProblem problem, int start)
    {
        Node[] b = [.. problem.Start(start).Select((number, j) => new Node(number, $"b{j + 1}"))];
        double[] ys = [.. problem.Rows.Select(row => row[0])], rows = [.. problem.Rows.SelectMany(row => row[1..])];
        return CurveFit.Run(row => problem.Model(b, row.ToArray()), rows, ys, b);
    }

    private static double Digits(double found, double certified) =>
        Math.Clamp(-Math.Log10(Math.Abs(found / certified - 1)), 0, 11);
}
