using CsCheck;
using MicrogradSharp.Optim.Minimizing;

namespace MicrogradSharp.Tests.Optim;

public sealed class MoreThuenteTests
{
    private const double Mu = 1e-3, Eta = 0.9;

    /// <summary>Tables I and II of the paper: the first step, the number of evaluations and the step found.</summary>
    [Theory]
    [InlineData(1, 1e-3, 6, 1.4)]
    [InlineData(1, 1e-1, 3, 1.4)]
    [InlineData(1, 1e+1, 1, 10)]
    [InlineData(1, 1e+3, 4, 37)]
    [InlineData(2, 1e-3, 12, 1.6)]
    [InlineData(2, 1e-1, 8, 1.6)]
    [InlineData(2, 1e+1, 8, 1.6)]
    [InlineData(2, 1e+3, 11, 1.6)]
    public void It_takes_the_steps_of_the_paper(int table, double first, int evaluations, double found)
    {
        var function = table == 1 ? (Func<double, (double, double)>)Ratio : Quintic;
        var (state, step, count) = Search(function, first, max: 1e10, mu: table == 1 ? 1e-3 : 0.1, eta: 0.1);
        state.Should().Be(LineSearchState.Found);
        count.Should().Be(evaluations);
        step.Should().BeApproximately(found, 0.5 * (found < 10 ? 0.1 : 1));

        static (double, double) Ratio(double t) => (-t / (t * t + 2), (t * t - 2) / ((t * t + 2) * (t * t + 2)));
        static (double, double) Quintic(double t)
        {
            double x = t + 0.004;
            return (Math.Pow(x, 5) - 2 * Math.Pow(x, 4), 5 * Math.Pow(x, 4) - 8 * Math.Pow(x, 3));
        }
    }

    [Fact]
    public void The_step_satisfies_the_strong_Wolfe_conditions()
    {
        var numbers = Gen.Select(Gen.Double[0.1, 10], Gen.Double[-3, 3], Gen.Double[0.1, 5], Gen.Double[-8, 8]);
        numbers.Sample(sample =>
        {
            var (a, b, c, exponent) = sample;
            (double Value, double Slope) Wave(double t) => (
                a * (t - 1) * (t - 1) + b * Math.Sin(c * t), 2 * a * (t - 1) + b * c * Math.Cos(c * t));
            var start = Wave(0);
            if (start.Slope >= -1e-6) return;
            var (state, step, _) = Search(Wave, Math.Pow(10, exponent), max: 1e10, Mu, Eta);
            state.Should().Be(LineSearchState.Found);
            var end = Wave(step);
            end.Value.Should().BeLessThanOrEqualTo(start.Value + Mu * step * start.Slope);
            Math.Abs(end.Slope).Should().BeLessThanOrEqualTo(Eta * Math.Abs(start.Slope));
        });
    }

    [Fact]
    public void The_largest_step_ends_a_search_that_still_falls()
    {
        var (state, step, _) = Search(t => (-t, -1), first: 1, max: 7, Mu, Eta);
        state.Should().Be(LineSearchState.AtLargestStep);
        step.Should().Be(7);
    }

    private static (LineSearchState State, double Step, int Count) Search(
        Func<double, (double Value, double Slope)> function, double first, double max, double mu, double eta)
    {
        var (value, slope) = function(0);
        var search = new MoreThuente(value, slope, first, max, mu, eta);
        for (int count = 1; ; count++)
        {
            var (there, slopeThere) = function(search.Step);
            var state = search.Advance(there, slopeThere);
            if (state != LineSearchState.Searching || count == 100) return (state, search.Step, count);
        }
    }
}
