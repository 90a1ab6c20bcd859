using MicrogradSharp.Tests.Fitting.Solving;
using Playground.Tabs.Fit;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class CertifiedProblemTests
{
    public static TheoryData<string> Names => [.. CertifiedProblem.All.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_problem_has_the_numbers_of_its_file_from_NIST(string name)
    {
        var problem = CertifiedProblem.Find(name.ToLowerInvariant())!;
        var source = NistProblem.Read(name);

        problem.Parameters.Select(parameter => parameter.Estimate).Should().Equal(source.Certified);
        problem.Parameters.Select(parameter => parameter.StandardError).Where(double.IsFinite).Should().Equal(source.CertifiedErrors);
        problem.SumOfSquares.Should().Be(source.SumOfSquares);
        problem.Start(1).All.Select(start => start.Start).Should().Equal(source.Start(1));
        problem.Start(2).All.Select(start => start.Start).Should().Equal(source.Start(2));
        var table = FitTable.Parse(problem.Data);
        table.Rows(["y", "x"]).Should().Equal(source.Rows.SelectMany(row => row));
        problem.Source.Should().StartWith("https://www.itl.nist.gov/div898/strd/nls/data/");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_problem_is_solved_from_both_starts_with_nine_digits(string name)
    {
        var problem = CertifiedProblem.Find(name.ToLowerInvariant())!;
        foreach (int start in new[] { 1, 2 })
        {
            var state = FitState.Of(problem, start);
            var work = Fits.Run(state);

            state.IsCertified.Should().BeTrue();
            work.Fit!.Converged.Should().BeTrue();
            Agreement.Of(problem, work.Fit).Should().OnlyContain(number => number.Digits >= 9, "{0}, start {1}", name, start);
        }
    }

    [Fact]
    public void The_numbers_of_the_first_problem_are_those_that_the_test_in_the_browser_expects()
    {
        var problem = CertifiedProblem.All[0];

        Agreement.Of(problem, Fits.Run(FitState.Of(problem, 1)).Fit!).Select(number => FitText.Certified(number.Found)).Should().Equal(
            "2.3894212918e2", "5.5015643181e−4", "2.7070075241e0", "7.2668688436e−6", "1.2455138894e−1");
    }

    [Fact]
    public void All_is_there_to_the_last_file()
    {
        CertifiedProblem.All.Should().HaveCount(7);
        CertifiedProblem.All[0].Name.Should().Be("Misra1a");
        CertifiedProblem.Find("own").Should().BeNull();
    }

    [Theory]
    [InlineData(1.5, 1.5, 11)]
    [InlineData(1.001, 1, 3)]
    [InlineData(-1, 1, 0)]
    public void Digits_are_the_logarithm_of_the_relative_error(double found, double certified, double digits)
    {
        new Agreement("", found, certified).Digits.Should().BeApproximately(digits, 1e-3);
    }
}
