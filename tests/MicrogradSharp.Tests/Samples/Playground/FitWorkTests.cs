using MicrogradSharp.Fitting;
using Playground.Addresses;
using Playground.Tabs.Fit;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class FitWorkTests
{
    private const string Line = "x,y\n0,1\n1,3.1\n2,4.9\n3,7.05";

    [Fact]
    public void The_numbers_are_those_of_the_library_to_the_last_bit()
    {
        var work = Fits.Run(FitState.Parse(Fields.Empty));
        Node b1 = new(500, "b1"), b2 = new(1e-4, "b2");
        var fit = CurveFit.Run(x => b1 * (1 - (-b2 * x).Exp()), [.. work.Xs], [.. work.Ys], [b1, b2]);

        work.Fit!.Parameters.Select(parameter => parameter.Estimate).Should().Equal(fit.Parameters.Select(parameter => parameter.Estimate));
        work.Message.Should().Be(fit.Message);
        var at = work.Curve[80];
        (at.Y, at.Curve, at.New!.Value).Should().Be((fit.Predict(at.X), fit.ConfidenceBand(at.X), fit.PredictionBand(at.X)));
        (work.Curve[0].X, work.Curve[^1].X).Should().Be((77.6, 760));
    }

    [Fact]
    public void Columns_have_names_or_places()
    {
        var named = Fits.Run("time,height\n0,1\n1,3\n2,5.1", "a + b*time").Fit!;
        var asX = Fits.Run("time,height\n0,1\n1,3\n2,5.1", "a + b*x").Fit!;
        var unnamed = Fits.Run("0 1\n1 3\n2 5.1", "a + b*x").Fit!;

        asX.Cost.Should().Be(named.Cost);
        unnamed.Cost.Should().Be(named.Cost);
    }

    [Fact]
    public void Two_columns_are_fitted_without_a_curve()
    {
        var work = Fits.Run("u,v,y\n0,1,1\n1,0,2\n2,2,6\n1,3,5.1", "a + b*u + c*v");

        work.Curve.Should().BeEmpty();
        work.Fit!.Parameters.Should().HaveCount(3);
        FitCurves.Curves(work).Select(series => series.Name).Should().Equal("measured", "fitted");
    }

    [Fact]
    public void A_column_sigma_has_standard_deviations()
    {
        var work = Fits.Run("x,y,sigma\n0,1,0.1\n1,3.5,5\n2,5,0.1\n3,7,0.1", "a + b*x");

        work.Fit!.Parameters[1].Estimate.Should().BeApproximately(2, 1e-3, "the point that is off has little weight");
        work.Curve[0].New.Should().BeNull();
    }

    [Fact]
    public void Starts_bounds_and_holds_are_used()
    {
        var held = Fits.Run(Line, "a + b*x", "a:1:::1").Fit!;
        var bounded = Fits.Run(Line, "a + b*x", "a:0:-1:0.5").Fit!;

        (held.Parameters[0].Estimate, held.Parameters[0].IsFixed).Should().Be((1, true));
        (bounded.Parameters[0].Estimate, bounded.Parameters[0].IsAtBound).Should().Be((0.5, true));
    }

    [Fact]
    public void A_constant_is_a_fit_too()
    {
        Fits.Run(Line, "a").Fit!.Parameters[0].Estimate.Should().BeApproximately(4.0125, 1e-12);
    }

    [Fact]
    public void Equal_xs_are_said_not_to_determine_the_slope()
    {
        Fits.Run("x,y\n1,1\n1,2\n1,3", "a + b*x").Message.Should().Contain("cannot determine");
    }

    [Fact]
    public void A_long_fit_goes_on_in_parts_and_can_be_stopped()
    {
        var state = new FitState(FitState.Own, Valley(), "abs(a) + sqrt(abs(a - b*x)) + c*x", "a:3,b:-20,c:7");
        var work = new FitWork(state);
        work.Step();
        work.IsFitted.Should().BeFalse();
        work.StopSearch();
        while (work.Step())
        {
        }

        work.IsDone.Should().BeTrue();
        work.Message.Should().Be("Stopped after 40 steps.");
        Fits.Run(state).Iterations.Should().BeGreaterThan(40);
    }

    [Theory]
    [InlineData("", "a*x", "", "paste or drop a table*", FitPlace.Data)]
    [InlineData("x,y\n1,NaN", "a*x", "", "row 1, column 'y': expected a finite number, but was NaN.", FitPlace.Data)]
    [InlineData("x,y,sigma\n1,2,0", "a*x", "", "row 1, column 'sigma': expected a standard deviation above 0, but was 0.", FitPlace.Data)]
    [InlineData("x\n1", "a*x", "", "expected at least 2 columns*", FitPlace.Data)]
    [InlineData("x,y", "a*x", "", "expected rows of numbers, but there is none.", FitPlace.Data)]
    [InlineData("x,y\n1,2", "a + b*x", "", "expected at least 2 rows for 2 free parameters, but there is 1.", FitPlace.Data)]
    [InlineData("<script>alert(1)</script>", "a*x", "", "expected at least 2 columns*", FitPlace.Data)]
    [InlineData("1,2\n3,four", "a*x", "", "*expected a number, but was 'four'*", FitPlace.Data)]
    [InlineData(Line, "a*(x", "", "the formula, column 5:*", FitPlace.Formula)]
    [InlineData(Line, "a*y", "", "*the column 'y' cannot be in the formula*", FitPlace.Formula)]
    [InlineData(Line, "x", "", "the formula: expected a name that is no column*", FitPlace.Formula)]
    [InlineData(Line, "[a b]*x", "", "*'a b' is no column, and too long or strange*", FitPlace.Formula)]
    [InlineData(Line, "a*x", "a:1:::1", "expected a parameter to fit, but all are held.", FitPlace.Parameters)]
    [InlineData(Line, "a*x", "a:5:0:1", "*must start inside their bounds, 0 to 1 for a, but it starts at 5.", FitPlace.Parameters)]
    [InlineData(Line, "ln(a)*x", "a:-1", "the formula has no finite value at the start*", FitPlace.Parameters)]
    public void What_is_wrong_is_said_at_its_place(string data, string formula, string starts, string message, FitPlace place)
    {
        var run = () => Fits.Run(data, formula, starts);

        run.Should().Throw<FitException>().WithMessage(message).Which.Place.Should().Be(place);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a:x", true)]
    [InlineData("a:1:2:3:1:1", true)]
    [InlineData(":1", true)]
    [InlineData("a:NaN", true)]
    [InlineData("a:1::5", false)]
    public void A_start_that_is_malformed_is_left_out(string text, bool isEmpty)
    {
        (ParameterList.Parse(text).All.Count == 0).Should().Be(isEmpty);
    }

    [Fact]
    public void The_curve_keeps_within_sight_of_the_measurements()
    {
        var work = Fits.Run("x,y\n-1,-1\n-0.5,-2\n0.5,2\n1,1", "a/(x + 1e-3)");

        var ys = FitCurves.Curves(work).SelectMany(series => series.Points).Select(at => at.Y).Where(double.IsFinite);
        ys.Should().OnlyContain(y => Math.Abs(y) <= 6);
    }

    private static string Valley() =>
        $"x,y\n{string.Join('\n', Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"{i},{Math.Sin(i) + i}")))}";
}
