using System.Globalization;
using System.Xml.Linq;
using MicrogradSharp.Fitting;

namespace MicrogradSharp.Tests.Fitting;

public sealed class FitReportTests
{
    private static readonly double[] s_xs = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760];
    private static readonly double[] s_ys =
        [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];

    [Fact]
    public void The_report_has_estimates_errors_intervals_statistics_correlations_and_the_reason_to_stop()
    {
        string[] lines = Fit().ToString().Split('\n');
        lines[0].Should().Be("Least-squares fit of 14 points: 2 free parameters, 12 degrees of freedom");
        lines[1].Should().MatchRegex("^Converged after [0-9]+ steps: the gradient is 0 to within its tolerance.$");
        lines[3..].Should().Equal(
            "parameter     estimate  standard error    95 % from          to",
            "b1             238.942         2.70701      233.044      244.84",
            "b2         0.000550156      7.26687e-6  0.000534323  0.00056599",
            "",
            "residual standard deviation 0.101879, residual sum of squares 0.124551",
            "R² 0.999982, adjusted 0.99998",
            "AIC -20.379, AICc -17.979, BIC -18.4619",
            "condition number 40, rank 2",
            "",
            "correlations",
            "         b1",
            "b2  -0.9988",
            "");
    }

    [Fact]
    public void With_known_sigmas_the_report_has_chi_squared()
    {
        var fit = Fit(new CurveFitOptions { Sigmas = [.. s_ys.Select(_ => 0.1)], AbsoluteSigmas = true });
        fit.ToString().Should().Contain("χ² 12.4551, p value 0.409");
    }

    [Fact]
    public void A_fit_that_is_cut_short_says_what_to_try()
    {
        var fit = Fit(new CurveFitOptions { MaxIterations = 1 });
        fit.Converged.Should().BeFalse();
        fit.ToString().Should().Contain("Not converged after 1 step, the maximum. Raise MaxIterations, start closer, or use Starts.");
        Fit(new CurveFitOptions { MaxEvaluations = 1 }).Message.Should().Contain("Raise MaxEvaluations");
    }

    [Fact]
    public void Residuals_of_any_form_have_a_report_too()
    {
        Node u = new(-1.2, "u"), v = new(1, "v");
        var fit = LeastSquares.Run(() => [10 * (v - u * u), 1 - u], [u, v]);
        fit.ToString().Should().StartWith("Least-squares fit of 2 residuals: 2 free parameters, 0 degrees of freedom\n");
        fit.WeightedResiduals.Should().HaveCount(2).And.OnlyContain(residual => Math.Abs(residual) < 1e-12);
    }

    [Fact]
    public void A_parameter_is_one_line() =>
        Fit().Parameters[0].ToString().Should().Be("b1 = 238.942 ± 2.70701");

    [Fact]
    public void A_parameter_without_an_error_has_none_in_its_line()
    {
        Node a = new(4, "a"), b = new(1, "b");
        CurveFit.Run(x => a + b * x, [1, 2, 3], [1, 2, 4], [a, b], new CurveFitOptions { Fixed = { a } }).Parameters[0].ToString()
            .Should().Be("a = 4");
    }

    [Fact]
    public void The_drawing_has_a_point_for_each_row_twice_a_curve_and_a_band()
    {
        string svg = Fit().ToSvg();
        var document = XDocument.Parse(svg);
        XNamespace ns = "http://www.w3.org/2000/svg";
        document.Descendants(ns + "circle").Should().HaveCount(28);
        document.Descendants(ns + "polyline").Should().ContainSingle();
        document.Descendants(ns + "polygon").Should().ContainSingle()
            .Which.Element(ns + "title")!.Value.Should().Be("95 % confidence band");
        svg.Should().NotContain("NaN").And.Contain("<title>b1 = 238.942 ± 2.70701, b2 = 0.000550156 ± 7.26687e-6</title>");
        foreach (var circle in document.Descendants(ns + "circle"))
        {
            ((double)circle.Attribute("cx")!).Should().BeInRange(80, 700);
            ((double)circle.Attribute("cy")!).Should().BeInRange(30, 520);
        }
        document.Descendants(ns + "text").Select(text => text.Value).Should().Contain(["200", "400", "20", "80", "residual"]);
    }

    [Fact]
    public void The_drawing_of_several_columns_is_over_the_fitted_values()
    {
        Node a = new(1, "a<b"), b = new(1, "b");
        var fit = CurveFit.Run(row => a * row[0] + b * row[1], [1, 0, 0, 1, 1, 1], [1, 2, 3.1], [a, b]);
        string svg = fit.ToSvg();
        XDocument.Parse(svg).Root!.Elements().Should().NotBeEmpty();
        svg.Should().Contain("a&lt;b = ").And.Contain(">fitted<").And.NotContain("polygon");
        Action outOfRange = () => fit.ToSvg(1.5);
        outOfRange.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_drawing_of_a_curve_without_errors_has_no_band()
    {
        Node a = new(1, "a"), b = new(1, "b");
        var fit = CurveFit.Run(x => a + b * x, [1, 2], [1, 1], [a, b]);
        fit.ToSvg().Should().NotContain("NaN").And.NotContain("polygon");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1e10, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 3)]
    public void A_drawing_of_numbers_that_differ_by_rounding_ends(double y, int spacings)
    {
        double next = y + spacings * (Math.BitIncrement(y) - y);
        Node a = new(y, "a");
        var fit = CurveFit.Run(x => a + 0 * x, [1, 2, 3], [y, next, y], [a]);
        string drawing = fit.ToSvg();
        drawing.Should().NotContain("NaN");
        drawing.Length.Should().BeLessThan(20_000);
    }

    [Fact]
    public void The_report_and_the_drawing_are_the_same_in_every_culture()
    {
        var fit = Fit();
        string report = fit.ToString(), drawing = fit.ToSvg();
        var before = CultureInfo.CurrentCulture;
        try
        {
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = foreign;
            fit.ToString().Should().Be(report);
            fit.ToSvg().Should().Be(drawing);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_options_name_all_that_they_hold()
    {
        string text = new CurveFitOptions { Sigmas = [1, 2], StartSpread = 0.5 }.ToString();
        text.Should().StartWith("CurveFitOptions { Bounds = 0, Fixed = 0, ").And.Contain("Sigmas = 2, ").And.Contain("StartSpread = 0.5");
        typeof(CurveFitOptions).GetProperties().Should().OnlyContain(property => text.Contains($" {property.Name} = "));
    }

    private static CurveFitResult Fit(CurveFitOptions? options = null)
    {
        Node b1 = new(500, "b1"), b2 = new(0.0001, "b2");
        return CurveFit.Run(x => b1 * (1 - (-b2 * x).Exp()), s_xs, s_ys, [b1, b2], options);
    }
}
