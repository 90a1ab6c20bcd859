using MicrogradSharp.Fitting;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting;

/// <summary>Bounded, fixed, tied and undetermined parameters, and their intervals.</summary>
public sealed class FitParameterTests
{
    private static readonly double[] s_xs = [0, 1, 2, 3, 4, 5], s_ys = [5.1, 3.2, 2.1, 1.2, 0.85, 0.5];

    private readonly Node _a = new(4, "a"), _k = new(0.3, "k");

    [Fact]
    public void A_bound_that_is_not_reached_changes_nothing()
    {
        var free = Decay();
        (_a.Data, _k.Data) = (4, 0.3);
        var bounded = Decay(new CurveFitOptions { Bounds = { [_a] = (0, 100), [_k] = (0, double.PositiveInfinity) } });
        for (int i = 0; i < 2; i++)
        {
            bounded.Parameters[i].Estimate.ShouldAgree(free.Parameters[i].Estimate, 1e-10);
            bounded.Parameters[i].StandardError.ShouldAgree(free.Parameters[i].StandardError, 1e-9);
            bounded.Parameters[i].IsAtBound.Should().BeFalse();
        }
        (bounded.Parameters[1].LowerBound, bounded.Parameters[1].UpperBound).Should().Be((0, double.PositiveInfinity));
    }

    [Fact]
    public void A_parameter_at_its_bound_has_no_error_and_the_other_has_that_of_a_fit_with_it_fixed()
    {
        var bounded = Decay(new CurveFitOptions { Bounds = { [_k] = (0, 0.4) } });
        bounded.Parameters[1].Should().Match<FitParameter>(k => k.IsAtBound && k.Estimate == 0.4 && double.IsNaN(k.StandardError));
        _k.Data = 0.4;
        var held = Decay(new CurveFitOptions { Fixed = { _k } });
        bounded.Parameters[0].Estimate.ShouldAgree(held.Parameters[0].Estimate, 1e-10);
        double errorOfFixed = held.Parameters[0].StandardError * Math.Sqrt(5.0 / 4);     // one degree of freedom fewer
        bounded.Parameters[0].StandardError.ShouldAgree(errorOfFixed, 1e-9);
        bounded.ToString().Should().Contain("at its bound");
    }

    [Fact]
    public void A_fixed_parameter_keeps_its_number_and_has_no_error()
    {
        var fit = Decay(new CurveFitOptions { Fixed = { _a } });
        _a.Data.Should().Be(4);
        fit.Parameters[0].Should().Match<FitParameter>(a => a.IsFixed && a.Estimate == 4 && a.StandardError == 0 && a.IsDetermined);
        fit.DegreesOfFreedom.Should().Be(5);
        (fit.Covariance[0, 0], fit.Covariance[0, 1], fit.Correlation[0, 1]).Should().Be((0, 0, double.NaN));
        fit.Parameters[0].ConfidenceInterval().Should().Be((4, 4));
        fit.ToString().Should().Contain("fixed");
    }

    [Fact]
    public void A_tied_parameter_is_its_expression_with_the_error_of_the_delta_method()
    {
        Node c = new(9, "c"), d = new(9, "d");
        var options = new CurveFitOptions { Ties = { [c] = _a * 2, [d] = c / 4 + _k } };
        var fit = CurveFit.Run(x => (c / 2) * (-_k * x).Exp() + 0 * d, s_xs, s_ys, [_a, _k, c, d], options);
        var free = Decay();
        fit.Parameters[0].Estimate.ShouldAgree(free.Parameters[0].Estimate, 1e-10);
        fit.Parameters[2].Estimate.ShouldAgree(2 * fit.Parameters[0].Estimate, 1e-14);
        fit.Parameters[2].StandardError.ShouldAgree(2 * fit.Parameters[0].StandardError, 1e-10);
        c.Data.Should().Be(fit.Parameters[2].Estimate);
        double[,] covariance = free.Covariance;
        double variance = covariance[0, 0] / 4 + covariance[1, 1] + covariance[0, 1];
        fit.Parameters[3].StandardError.ShouldAgree(Math.Sqrt(variance), 1e-9);
        fit.Parameters[3].IsTied.Should().BeTrue();
        fit.Correlation[2, 0].ShouldAgree(1, 1e-12);
        fit.DegreesOfFreedom.Should().Be(4);
    }

    [Fact]
    public void A_tied_parameter_that_the_model_ignores_is_a_number_with_an_error()
    {
        Node half = new(0, "half-life");
        var fit = CurveFit.Run(
            x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k, half], new CurveFitOptions { Ties = { [half] = Math.Log(2) / _k } });
        var k = fit.Parameters[1];
        half.Data.ShouldAgree(Math.Log(2) / k.Estimate, 1e-14);
        fit.Parameters[2].StandardError.ShouldAgree(Math.Log(2) / (k.Estimate * k.Estimate) * k.StandardError, 1e-10);
    }

    [Fact]
    public void Parameters_that_the_data_cannot_determine_are_named()
    {
        Node b = new(2, "b");
        var fit = CurveFit.Run(x => _a * b * (-_k * x).Exp(), s_xs, s_ys, [_a, b, _k]);
        fit.Rank.Should().Be(2);
        fit.ConditionNumber.Should().Be(double.PositiveInfinity);
        fit.Parameters.Select(parameter => parameter.IsDetermined).Should().Equal(false, false, true);
        fit.Parameters[0].StandardError.Should().Be(double.PositiveInfinity);
        fit.Covariance[0, 1].Should().Be(double.NaN);
        fit.Message.Should().EndWith("The data cannot determine a, b: other numbers fit as well. Fix one of them, or tie it to others.");
        (_a.Data, _k.Data) = (4, 0.3);
        var free = Decay();
        double scale = Math.Sqrt(3.0 / 4);      // a degree of freedom more
        (fit.Parameters[2].StandardError * scale).ShouldAgree(free.Parameters[1].StandardError, 1e-8);
        var (low, high) = fit.ConfidenceBand(2);
        ((high - low) / fit.Quantile(0.95) * scale).ShouldAgree(
            (free.ConfidenceBand(2).High - free.ConfidenceBand(2).Low) / free.Quantile(0.95), 1e-7);
        fit.ToString().Should().Contain("not determined");
    }

    [Fact]
    public void An_interval_is_t_standard_errors_to_each_side()
    {
        var parameter = Decay().Parameters[1];
        var (low, high) = parameter.ConfidenceInterval(0.95);
        (high - parameter.Estimate).ShouldAgree(2.7764451051977987 * parameter.StandardError, 1e-12);
        (parameter.Estimate - low).ShouldAgree(high - parameter.Estimate, 1e-12);
        foreach (double level in new[] { 0, 1, double.NaN })
        {
            Action interval = () => parameter.ConfidenceInterval(level);
            interval.Should().Throw<ArgumentOutOfRangeException>().WithMessage("level must be above 0 and below 1, but was *");
        }
    }

    [Fact]
    public void The_profile_of_a_line_is_the_interval_of_t()
    {
        Node b = new(1, "b");
        var fit = CurveFit.Run(x => _a + b * x, s_xs, s_ys, [_a, b]);
        foreach (var parameter in fit.Parameters)
        {
            var (low, high) = parameter.ConfidenceInterval(0.9);
            var profile = parameter.ProfileInterval(0.9);
            profile.Low.ShouldAgree(low, 1e-8);
            profile.High.ShouldAgree(high, 1e-8);
        }
    }

    [Fact]
    public void At_the_ends_of_a_profile_the_sum_of_squares_has_grown_by_t_squared()
    {
        var fit = Decay();
        var (low, high) = fit.Parameters[1].ProfileInterval();
        double t = fit.Quantile(0.95), variance = fit.ResidualSumOfSquares / fit.DegreesOfFreedom;
        low.Should().BeLessThan(fit.Parameters[1].Estimate);
        foreach (double end in new[] { low, high })
        {
            _k.Data = end;
            double there = Decay(new CurveFitOptions { Fixed = { _k } }).ResidualSumOfSquares;
            ((there - fit.ResidualSumOfSquares) / variance).ShouldAgree(t * t, 1e-6);
        }
    }

    [Fact]
    public void A_profile_stops_at_the_bounds()
    {
        var fit = Decay(new CurveFitOptions { Bounds = { [_k] = (0, 0.4) } });
        var (low, high) = fit.Parameters[1].ProfileInterval();
        high.Should().Be(0.4);
        low.Should().BeInRange(0.2, 0.4 - 1e-6);
        double free = Decay().Parameters[1].ProfileInterval().High, inside = 0.5 * (_k.Data + free);
        var bounded = Decay(new CurveFitOptions { Bounds = { [_k] = (0, inside) } });
        bounded.Parameters[1].IsAtBound.Should().BeFalse();
        bounded.Parameters[1].ProfileInterval().High.Should().Be(inside);
    }

    [Fact]
    public void A_profile_of_one_parameter_alone_works_too()
    {
        var fit = Decay(new CurveFitOptions { Fixed = { _a } });
        var (low, high) = fit.Parameters[1].ProfileInterval();
        low.Should().BeLessThan(fit.Parameters[1].Estimate);
        high.Should().BeGreaterThan(fit.Parameters[1].Estimate);
        Action ofFixed = () => fit.Parameters[0].ProfileInterval();
        ofFixed.Should().Throw<InvalidOperationException>().WithMessage("a has no profile, because it is fixed or tied.");
    }

    [Fact]
    public void A_profile_that_nothing_limits_is_endless()
    {
        // y falls to 0 at once: the rate may be as large as it likes
        Node k = new(1, "k");
        double[] ys = [1, 0.01, -0.01, 0.02];
        var (low, high) = CurveFit.Run(x => (-k * x).Exp(), [0, 1, 2, 3], ys, [k]).Parameters[0].ProfileInterval();
        low.Should().BeGreaterThan(0);
        high.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Without_degrees_of_freedom_errors_are_unknown()
    {
        var fit = CurveFit.Run(x => _a * (-_k * x).Exp(), [0, 1], [5, 3], [_a, _k]);
        fit.DegreesOfFreedom.Should().Be(0);
        fit.Parameters[0].StandardError.Should().Be(double.NaN);
        fit.Parameters[0].ProfileInterval().Should().Be((double.NaN, double.NaN));
        fit.ResidualStandardDeviation.Should().Be(double.NaN);
        fit.ToString().Should().Contain("0 degrees of freedom");
    }

    [Fact]
    public void A_scale_changes_the_path_and_not_the_answer()
    {
        var fit = Decay();
        (_a.Data, _k.Data) = (4, 0.3);
        Decay(new CurveFitOptions { Scales = { [_k] = 0.01 } }).Parameters[1].Estimate.ShouldAgree(fit.Parameters[1].Estimate, 1e-9);
    }

    [Fact]
    public void Several_starts_find_the_best_of_several_minima()
    {
        double[] xs = [.. Enumerable.Range(0, 40).Select(i => 0.25 * i)], ys = Array.ConvertAll(xs, x => Math.Sin(2.3 * x));
        Node w = new(5, "w");
        CurveFit.Run(x => (w * x).Sin(), xs, ys, [w]).ResidualSumOfSquares.Should().BeGreaterThan(1, "5 is in another valley");
        w.Data = 5;
        var options = new CurveFitOptions { Starts = 30, StartSeed = 3, Bounds = { [w] = (0, 6) } };
        CurveFit.Run(x => (w * x).Sin(), xs, ys, [w], options).Parameters[0].Estimate.ShouldAgree(2.3, 1e-9);
        w.Data = 5;
        options = new CurveFitOptions { Starts = 30, StartSpread = 3 };
        CurveFit.Run(x => (w * x).Sin(), xs, ys, [w], options).Parameters[0].Estimate.ShouldAgree(2.3, 1e-9);
    }

    [Fact]
    public void A_robust_fit_puts_an_outlier_aside_and_its_errors_are_those_of_the_others()
    {
        double[] xs = [.. Enumerable.Range(0, 30).Select(i => 0.1 * i)];
        var random = new Random(5);
        double[] clean = Array.ConvertAll(xs, x => 2 + 3 * x + 0.1 * (random.NextDouble() - 0.5)), ys = [.. clean];
        ys[4] = 50;
        Node b = new(1, "b");
        CurveFitResult Fit(double[] to, RobustLoss? loss)
        {
            (_a.Data, b.Data) = (1, 1);
            return CurveFit.Run(x => _a + b * x, xs, to, [_a, b], new CurveFitOptions { Loss = loss });
        }
        var least = Fit(clean, null);
        var robust = Fit(ys, RobustLoss.Cauchy(0.1));
        b.Data.Should().BeApproximately(least.Parameters[1].Estimate, 2 * least.Parameters[1].StandardError);
        (robust.Parameters[1].StandardError / least.Parameters[1].StandardError).Should().BeInRange(0.7, 1.5);
        (Fit(ys, null).Parameters[1].StandardError / least.Parameters[1].StandardError).Should().BeGreaterThan(10);
    }

    private CurveFitResult Decay(CurveFitOptions? options = null) =>
        CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k], options);
}
