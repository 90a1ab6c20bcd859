using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fit;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Tests.Samples;

public sealed partial class FitTests : IDisposable
{
    private const string Curve = "b1*(1-exp(-b2*x))", Starts = "b1=500,b2=1e-4";

    /// <summary>v = 2 + 3 t − 0.5 u, with small errors.</summary>
    private const string SeveralColumns =
        "t,u,v,err\n0,1,1.51,0.1\n1,0,4.98,0.1\n2,2,7.02,0.2\n3,1,10.51,0.1\n4,5,11.48,0.1\n5,2,16.03,0.4\n";

    private readonly FitProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void A_fit_is_reported_with_the_certified_numbers_and_predicts()
    {
        Run(Curve, FitProgram.Misra1a, "--start", Starts, "--predict", "450");

        _program.Output.Should().StartWith("Least-squares fit of 14 points: 2 free parameters, 12 degrees of freedom")
            .And.MatchRegex(@"b1 +238\.942 +2\.70701 +233\.044 +244\.84").And.MatchRegex(@"b2 +0\.000550156 +7\.26687e-6");
        LastLine().Should().Be("at x = 450: 52.4011, the curve within 52.3271 to 52.4751, a new point within 52.1672 to 52.6351 (95 %)");
    }

    [Fact]
    public void Another_level_gives_its_own_intervals_and_bands()
    {
        Run(Curve, FitProgram.Misra1a, "--start", "b1=500", "--start", "b2=1e-4", "--level", "0.9", "--predict", "450,-1");

        _program.Output.Should().Contain("b1 within 234.117 to 243.767 (90 %)")
            .And.Contain("at x = 450: 52.4011, the curve within 52.3406 to 52.4617, a new point within 52.2097 to 52.5925 (90 %)");
        LastLine().Should().StartWith("at x = -1: -0.1314");
    }

    [Fact]
    public void Columns_are_used_by_their_names()
    {
        string data = _program.CsvFile(SeveralColumns);

        Run("c + a*t + b*u", data, "--y", "v", "--sigma", "err", "--start", "a=1,b=1,c=1", "--predict", "u=2,t=1");

        Estimate("a").Should().BeApproximately(3, 0.02);
        Estimate("b").Should().BeApproximately(-0.5, 0.02);
        Estimate("c").Should().BeApproximately(2, 0.02);
        LastLine().Should().StartWith("at t = 1, u = 2: 3.99568, the curve within ").And.NotContain("new point", "its error is not known");
    }

    [Fact]
    public void Columns_are_found_without_options_where_there_is_no_choice()
    {
        string data = _program.CsvFile("time,signal\n0,1\n1,3\n2,5\n3,7.5\n");

        Run("a + b*x", data, "--start", "a=0,b=0", "--predict", "10");
        double slope = Estimate("b");
        LastLine().Should().StartWith("at x = 10: ");
        Run("a + b*time", data, "--start", "a=0,b=0");
        Estimate("b").Should().Be(slope);
        Run("a + b*x", data, "--x", "signal", "--y", "time", "--start", "a=0,b=0");
        Estimate("b").Should().NotBe(slope);
        Run("a + b*[time]", data, "--start", "a=0,b=0");
        Estimate("b").Should().Be(slope);
    }

    [Fact]
    public void Sigmas_count_as_they_are_only_if_told()
    {
        string data = _program.CsvFile(SeveralColumns);
        string[] args = ["c + a*t", data, "--y", "v", "--sigma", "err", "--start", "a=1,c=1"];

        Run(args);
        double relative = StandardError("a");
        _program.Output.Should().NotContain("χ²");
        Run([.. args, "--absolute-sigma"]);

        _program.Output.Should().Contain("χ²");
        StandardError("a").Should().NotBe(relative);
    }

    [Fact]
    public void Bounds_fixed_parameters_and_losses_reach_the_fit()
    {
        string data = _program.CsvFile("x,y\n0,0\n1,2\n2,4\n3,6\n4,80\n");

        Run("a*x + c", data, "--start", "a=1,c=0", "--bounds", "a=0:1.5,c=:3", "--loss", "huber:0.1");
        _program.Output.Should().MatchRegex(@"a +1\.5 +at its bound");
        Run("a*x + c", data, "--start", "a=1,c=0.25", "--fixed", "c");
        _program.Output.Should().MatchRegex(@"c +0\.25 +fixed");
        Run("a*x", data, "--start", "a=1");
        double plain = Estimate("a");
        foreach (string loss in new[] { "huber:0.1", "SoftL1:0.1", "cauchy:0.1" })
        {
            Run("a*x", data, "--start", "a=1", "--loss", loss);
            Estimate("a").Should().BeLessThan(0.5 * plain, loss);
        }
        Run("a*x", data, "--start", "a=2.01", "--loss", "tukey:3");
        Estimate("a").Should().BeApproximately(2, 1e-6);
    }

    [Theory]
    [InlineData("fit.png")]
    [InlineData("fit.PNG")]
    public void A_png_is_drawn(string name)
    {
        Run(Curve, FitProgram.Misra1a, "--start", Starts, "--picture", _program.InFolder(name));

        LastLine().Should().Be($"wrote {_program.InFolder(name)}");
        File.ReadAllBytes(_program.InFolder(name)).Should().StartWith([0x89, (byte)'P', (byte)'N', (byte)'G'])
            .And.HaveCountGreaterThan(20_000);
    }

    [Fact]
    public void An_svg_has_the_points_the_residuals_and_the_bands()
    {
        var svg = Draw(Curve, FitProgram.Misra1a, "--start", Starts, "--level", "0.99");

        svg.Descendants().Count(element => element.Name.LocalName == "ellipse").Should().Be(2 * 14 + 1, "points, residuals and a legend");
        svg.Root!.Value.Should().ContainAll("99 % confidence band", "99 % prediction band", "residual", Curve);
    }

    [Fact]
    public void Error_bars_are_drawn_where_sigma_is_given_and_no_band_for_several_columns()
    {
        string data = _program.CsvFile(SeveralColumns);
        string[] args = [data, "--y", "v", "--start", "a=1,c=1"];

        var plain = Draw(["c + a*t", .. args]);
        var bars = Draw(["c + a*t", .. args, "--sigma", "err"]);
        var several = Draw(["c + a*t + c*u", .. args]);

        Bars(plain).Should().Be(0);
        Bars(bars).Should().Be(2, "the whiskers of a part are one path");
        bars.Root!.Value.Should().Contain("confidence band").And.NotContain("prediction band");
        several.Root!.Value.Should().Contain("measured = fitted").And.NotContain("band");

        static int Bars(XDocument svg) => svg.Descendants().Count(element => (string?)element.Attribute("stroke") == "#1F5FA8");
    }

    [Fact]
    public void A_constant_is_fitted_and_drawn()
    {
        string data = _program.CsvFile("x,y\n0,1\n1,2\n2,3\n");

        Draw("a", data, "--start", "a=0");

        Estimate("a").Should().Be(2);
    }

    [Fact]
    public void A_parameter_may_have_the_name_of_a_constant()
    {
        string data = _program.CsvFile("x,y\n0,0\n1,2\n2,4\n");

        Run("e*x", data, "--start", "e=1");

        Estimate("e").Should().Be(2);
    }

    [Fact]
    public void A_fit_that_does_not_converge_is_reported_and_fails()
    {
        int code = _program.Run(Curve, FitProgram.Misra1a, "--start", Starts, "--steps", "1");

        code.Should().Be(Application.NotConverged).And.Be(1);
        _program.Output.Should().Contain("Not converged after 1 step").And.Contain("b1");
        _program.Errors.Should().Equal("error: the fit did not converge. Try other starts, bounds, or more --steps.");
    }

    [Fact]
    public void A_stop_ends_the_fit_with_one_line()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        _program.RunUntil(stop.Token, Curve, FitProgram.Misra1a, "--start", Starts).Should().Be(Application.Stopped);

        _program.Errors.Should().Equal("stopped");
        _program.Output.Should().BeEmpty();
    }

    [Fact]
    public void Help_names_the_options()
    {
        Run("--help");

        Regex.Matches(_program.Output, "^  (--[a-z-]+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Should().Equal(
            "--start", "--bounds", "--fixed", "--x", "--y", "--sigma", "--absolute-sigma", "--loss", "--level", "--steps", "--picture",
            "--predict", "--version");
    }

    [Fact]
    public void The_page_shows_what_the_tool_prints()
    {
        var shown = Shown().Matches(Repository.Read("docs/fitting.md"));
        shown.Should().HaveCount(2);
        foreach (Match match in shown)
        {
            string[] args = [.. Argument().Matches(match.Groups["args"].Value).Select(argument => argument.Value.Trim('"'))];
            _program.Run(Array.ConvertAll(args, arg => arg == "samples/Fit/Data/misra1a.csv" ? FitProgram.Misra1a : arg));

            string[] printed = [.. _program.Output.TrimEnd().Split(Environment.NewLine), .. _program.Errors];
            printed.Where((line, i) => i > 0 || line.Length > 0).Select(line => line.TrimEnd())
                .Should().Equal(match.Groups["output"].Value.TrimEnd().Split('\n'));
        }
    }

    private void Run(params string[] args)
    {
        int code = _program.Run(args);
        _program.Errors.Should().BeEmpty();
        code.Should().Be(Application.Success);
    }

    private XDocument Draw(params string[] args)
    {
        string path = _program.InFolder("fit.svg");
        Run([.. args, "--picture", path]);
        return XDocument.Parse(File.ReadAllText(path));
    }

    private double Estimate(string parameter) => Cell(parameter, 1);

    private double StandardError(string parameter) => Cell(parameter, 2);

    private double Cell(string parameter, int column) => double.Parse(
        Regex.Match(_program.Output, $@"^{parameter} .*$", RegexOptions.Multiline).Value
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[column],
        System.Globalization.CultureInfo.InvariantCulture);

    private string LastLine() => _program.Output.TrimEnd().Split(Environment.NewLine)[^1];

    [GeneratedRegex(
        @"^```console\n\$ dotnet run -c Release --project samples/Fit -- (?<args>.*)\n(?<output>[^`]*)^```", RegexOptions.Multiline)]
    private static partial Regex Shown();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Argument();
}
