using MicrogradSharp.Fitting.Statistics;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting.Statistics;

public sealed class DistributionTests
{
    private const double Infinity = double.PositiveInfinity;

    // forty digits of arithmetic, rounded
    [Theory]
    [InlineData(0.5, 3, 0.3257239824240755)]
    [InlineData(2.5, 7, 0.020496109292876448)]
    [InlineData(40, 5, 9.2059810858864772e-8)]
    [InlineData(1.3, 1000, 0.096950264207728648)]
    [InlineData(3, 1e6, 0.0013499312707108985)]
    [InlineData(0.01, 30, 0.49604374628658885)]
    [InlineData(1.959963984540054, Infinity, 0.025)]
    public void The_tail_of_t_has_twelve_digits(double t, double degrees, double tail)
    {
        StudentT.UpperTail(t, degrees).ShouldAgree(tail, 1e-12);
        StudentT.UpperTail(-t, degrees).ShouldAgree(1 - tail, 1e-12);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0)]
    [InlineData(12.706204736174694)]
    [InlineData(1e5)]
    public void The_tail_of_t_is_the_closed_form_for_one_and_two_degrees(double t)
    {
        StudentT.UpperTail(t, 1).ShouldAgree(Math.Atan(1 / t) / Math.PI, 1e-12);
        double root = Math.Sqrt(2 + t * t);
        StudentT.UpperTail(t, 2).ShouldAgree(1 / (root * (root + t)), 1e-12);
    }

    // the tables of textbooks, with more digits
    [Theory]
    [InlineData(0.95, 1, 12.706204736174694)]
    [InlineData(0.95, 12, 2.1788128296672289)]
    [InlineData(0.95, 3, 3.1824463052837096)]
    [InlineData(0.99, 12, 3.0545395893929021)]
    [InlineData(0.6826894921370859, 50, 1.0101004992314696)]
    [InlineData(0.95, 100000, 1.9599877075346096)]
    [InlineData(0.95, Infinity, 1.959963984540054)]
    [InlineData(0.99, Infinity, 2.5758293035489004)]
    [InlineData(0, 4, 0)]
    public void The_half_width_of_t_has_twelve_digits(double level, double degrees, double t) =>
        StudentT.HalfWidth(level, degrees).ShouldAgree(t, 1e-12);

    [Fact]
    public void The_half_width_leaves_half_of_the_rest_above()
    {
        foreach (double degrees in new[] { 0.5, 1, 2, 5, 30, 1000, Infinity })
        {
            foreach (double level in new[] { 1e-6, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9 })
            {
                double tail = StudentT.UpperTail(StudentT.HalfWidth(level, degrees), degrees);
                tail.ShouldAgree(0.5 * (1 - level), 1e-11, because: $"{level} with {degrees} degrees");
            }
        }
    }

    [Fact]
    public void Without_degrees_of_freedom_there_is_no_t()
    {
        StudentT.HalfWidth(0.95, 0).Should().Be(double.NaN);
        StudentT.UpperTail(1, 0).Should().Be(double.NaN);
        StudentT.UpperTail(double.NaN, 3).Should().Be(double.NaN);
        ChiSquared.UpperTail(1, 0).Should().Be(double.NaN);
    }

    [Theory]
    [InlineData(3.5, 3, 0.32076212080563903)]
    [InlineData(20, 10, 0.029252688076961073)]
    [InlineData(150, 100, 0.00090393204235400909)]
    [InlineData(0.1, 5, 0.99983768338807738)]
    [InlineData(1e6, 1000100, 0.52799793098211729)]
    [InlineData(80, 4, 1.7418252446695515e-16)]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(18.307038053275146, 10, 0.05)]
    [InlineData(0, 3, 1)]
    [InlineData(Infinity, 3, 0)]
    public void The_tail_of_chi_squared_has_twelve_digits(double x, double degrees, double tail) =>
        ChiSquared.UpperTail(x, degrees).ShouldAgree(tail, 1e-12);

    [Fact]
    public void The_incomplete_beta_function_is_a_polynomial_for_whole_numbers()
    {
        foreach (double x in new[] { 0.01, 0.3, 0.5, 0.9, 0.999 })
        {
            IncompleteBeta.Regularized(1, 3, x, 1 - x).ShouldAgree(1 - Math.Pow(1 - x, 3), 1e-12);
            IncompleteBeta.Regularized(2, 2, x, 1 - x).ShouldAgree(x * x * (3 - 2 * x), 1e-12);
        }
        IncompleteBeta.Regularized(2, 3, 0, 1).Should().Be(0);
        IncompleteBeta.Regularized(2, 3, 1, 0).Should().Be(1);
    }

    [Fact]
    public void The_rest_of_Stirlings_formula_is_one_function_on_both_sides_of_the_switch()
    {
        StirlingRest.Of(10 - 1e-9).ShouldAgree(StirlingRest.Of(10), 1e-9);
        StirlingRest.Deviance(7, 7.7000001, 0.7000001).ShouldAgree(7 * Math.Log(1.1 + 1e-7 / 7) - 0.7000001, 1e-12);
        StirlingRest.Deviance(7, 7.35, 0.35).ShouldAgree(7 * Math.Log(1.05) - 0.35, 1e-12);
    }
}
