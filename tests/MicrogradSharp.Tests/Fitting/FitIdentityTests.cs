using MicrogradSharp.Datasets;
using MicrogradSharp.Fitting;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting;

/// <summary>What must hold between fits, whatever the numbers are.</summary>
public sealed class FitIdentityTests
{
    private static readonly double[] s_xs = [0.5, 1, 1.5, 2.5, 4, 5, 6.5, 8], s_ys = [8.1, 6.9, 5.3, 3.8, 1.9, 1.5, 0.6, 0.45];

    [Fact]
    public void A_line_is_the_closed_form()
    {
        double[] ys = [1.1, 2.9, 5.2, 6.8, 9.3], xs = [0, 1, 2, 3, 4];
        var fit = Line(xs, ys);
        double meanX = xs.Average(), meanY = ys.Average();
        double sxx = xs.Sum(x => (x - meanX) * (x - meanX)), sxy = xs.Zip(ys, (x, y) => (x - meanX) * (y - meanY)).Sum();
        double slope = sxy / sxx, intercept = meanY - slope * meanX;
        double rss = xs.Zip(ys, (x, y) => Math.Pow(y - intercept - slope * x, 2)).Sum(), variance = rss / 3;
        fit.Parameters[0].Estimate.ShouldAgree(intercept, 1e-12);
        fit.Parameters[1].Estimate.ShouldAgree(slope, 1e-12);
        fit.ResidualSumOfSquares.ShouldAgree(rss, 1e-11);
        fit.Parameters[0].StandardError.ShouldAgree(Math.Sqrt(variance * (0.2 + meanX * meanX / sxx)), 1e-11);
        fit.Parameters[1].StandardError.ShouldAgree(Math.Sqrt(variance / sxx), 1e-11);
        fit.Covariance[0, 1].ShouldAgree(-meanX * variance / sxx, 1e-11);
        fit.Correlation[0, 1].ShouldAgree(-meanX / Math.Sqrt(0.2 * sxx + meanX * meanX), 1e-11);
        fit.RSquared.ShouldAgree(1 - rss / ys.Sum(y => (y - meanY) * (y - meanY)), 1e-11);
        fit.AdjustedRSquared.ShouldAgree(1 - (1 - fit.RSquared) * 4 / 3, 1e-12);
        for (int i = 0; i < 5; i++)
        {
            double h = 0.2 + (xs[i] - meanX) * (xs[i] - meanX) / sxx;
            fit.Leverage[i].ShouldAgree(h, 1e-12);
            fit.FittedValues[i].ShouldAgree(intercept + slope * xs[i], 1e-12);
            fit.Residuals[i].ShouldBeNear(ys[i] - fit.FittedValues[i], 1e-14);
            fit.WeightedResiduals[i].ShouldBeNear(fit.Residuals[i], 1e-14);
            double standardized = fit.Residuals[i] / Math.Sqrt(variance * (1 - h));
            fit.StandardizedResiduals[i].ShouldAgree(standardized, 1e-10);
            fit.CooksDistances[i].ShouldAgree(standardized * standardized * h / (1 - h) / 2, 1e-10);
        }
        double band = 3.1824463052837096 * Math.Sqrt(variance * (0.2 + 36 / sxx));
        (fit.ConfidenceBand(8).High - fit.ConfidenceBand(8).Low).ShouldAgree(2 * band, 1e-10);
        double prediction = 3.1824463052837096 * Math.Sqrt(variance * (1.2 + 36 / sxx));
        (fit.PredictionBand(8).High - fit.Predict(8)).ShouldAgree(prediction, 1e-10);
    }

    [Fact]
    public void Scaling_y_scales_the_answer()
    {
        var fit = Decay(s_xs, s_ys);
        var scaled = Decay(s_xs, Array.ConvertAll(s_ys, y => 1000 * y));
        scaled.Parameters[0].Estimate.ShouldAgree(1000 * fit.Parameters[0].Estimate, 1e-10);
        scaled.Parameters[0].StandardError.ShouldAgree(1000 * fit.Parameters[0].StandardError, 1e-9);
        scaled.Parameters[1].Estimate.ShouldAgree(fit.Parameters[1].Estimate, 1e-10);
        scaled.RSquared.ShouldAgree(fit.RSquared, 1e-12);
    }

    [Fact]
    public void Scaling_x_scales_the_rate()
    {
        var fit = Decay(s_xs, s_ys);
        var scaled = Decay(Array.ConvertAll(s_xs, x => 0.01 * x), s_ys);
        scaled.Parameters[1].Estimate.ShouldAgree(100 * fit.Parameters[1].Estimate, 1e-10);
        scaled.Parameters[1].StandardError.ShouldAgree(100 * fit.Parameters[1].StandardError, 1e-9);
        scaled.Parameters[0].Estimate.ShouldAgree(fit.Parameters[0].Estimate, 1e-10);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        var fit = Decay(s_xs, s_ys);
        var reversed = Decay([.. s_xs.Reverse()], [.. s_ys.Reverse()]);
        for (int i = 0; i < 2; i++)
        {
            reversed.Parameters[i].Estimate.ShouldAgree(fit.Parameters[i].Estimate, 1e-11);
            reversed.Parameters[i].StandardError.ShouldAgree(fit.Parameters[i].StandardError, 1e-10);
        }
    }

    [Fact]
    public void The_order_of_parameters_does_not_matter()
    {
        Node a = new(5, "a"), k = new(1, "k");
        var turned = CurveFit.Run(x => a * (-k * x).Exp(), s_xs, s_ys, [k, a]);
        var fit = Decay(s_xs, s_ys);
        turned.Parameters[1].Estimate.ShouldAgree(fit.Parameters[0].Estimate, 1e-11);
        turned.Parameters[0].StandardError.ShouldAgree(fit.Parameters[1].StandardError, 1e-10);
        turned.Covariance[0, 1].ShouldAgree(fit.Covariance[1, 0], 1e-9);
    }

    [Fact]
    public void Weights_are_sigmas_and_a_weight_of_2_is_a_point_given_twice()
    {
        double[] sigmas = [1, 1, 2, 1, 0.5, 1, 1, 1];
        var bySigmas = Decay(s_xs, s_ys, new CurveFitOptions { Sigmas = sigmas });
        var byWeights = Decay(s_xs, s_ys, new CurveFitOptions { Weights = Array.ConvertAll(sigmas, sigma => 1 / (sigma * sigma)) });
        byWeights.Parameters[1].Estimate.ShouldAgree(bySigmas.Parameters[1].Estimate, 1e-12);
        byWeights.LogLikelihood.ShouldAgree(bySigmas.LogLikelihood, 1e-12);
        var twice = Decay([.. s_xs, 4], [.. s_ys, 1.9], new CurveFitOptions { AbsoluteSigmas = true });
        var weighted = Decay(s_xs, s_ys, new CurveFitOptions { Weights = [1, 1, 1, 1, 2, 1, 1, 1], AbsoluteSigmas = true });
        weighted.Parameters[1].Estimate.ShouldAgree(twice.Parameters[1].Estimate, 1e-11);
        weighted.Parameters[1].StandardError.ShouldAgree(twice.Parameters[1].StandardError, 1e-10);
    }

    [Fact]
    public void A_weight_of_0_leaves_a_point_out()
    {
        var all = Decay(s_xs, s_ys, new CurveFitOptions { Weights = [1, 1, 0, 1, 1, 1, 1, 1] });
        var without = Decay([.. s_xs[..2], .. s_xs[3..]], [.. s_ys[..2], .. s_ys[3..]]);
        all.DegreesOfFreedom.Should().Be(5);
        all.Parameters[0].Estimate.ShouldAgree(without.Parameters[0].Estimate, 1e-11);
        all.Parameters[0].StandardError.ShouldAgree(without.Parameters[0].StandardError, 1e-10);
        all.Aic.ShouldAgree(without.Aic, 1e-11);
        all.RSquared.ShouldAgree(without.RSquared, 1e-11);
    }

    [Fact]
    public void Relative_errors_do_not_depend_on_the_size_of_sigma_and_absolute_ones_do()
    {
        CurveFitResult Fit(double sigma, bool absolute) => Decay(
            s_xs, s_ys, new CurveFitOptions { Sigmas = [.. s_ys.Select(_ => sigma)], AbsoluteSigmas = absolute });
        double relative = Fit(1, false).Parameters[1].StandardError;
        Fit(10, false).Parameters[1].StandardError.ShouldAgree(relative, 1e-10);
        var absolute = Fit(0.1, true);
        Fit(1, true).Parameters[1].StandardError.ShouldAgree(10 * absolute.Parameters[1].StandardError, 1e-10);
        absolute.ChiSquared!.Value.ShouldAgree(absolute.ResidualSumOfSquares, 1e-15);
        absolute.Parameters[1].StandardError.ShouldAgree(
            relative / Math.Sqrt(absolute.ChiSquared.Value / absolute.DegreesOfFreedom), 1e-10);
        absolute.ChiSquaredPValue!.Value.Should().BeInRange(0, 1);
        Fit(1, false).ChiSquared.Should().BeNull();
        var (low, high) = absolute.Parameters[1].ConfidenceInterval();
        ((high - low) / 2 / absolute.Parameters[1].StandardError).ShouldAgree(1.959963984540054, 1e-9, because: "σ is known");
    }

    [Fact]
    public void Criteria_are_those_of_the_formulas()
    {
        var fit = Decay(s_xs, s_ys);
        double n = 8, rss = fit.ResidualSumOfSquares;
        double minusTwoLog = n * (Math.Log(2 * Math.PI * rss / n) + 1);
        fit.LogLikelihood.ShouldAgree(-0.5 * minusTwoLog, 1e-12);
        fit.Aic.ShouldAgree(minusTwoLog + 6, 1e-12);
        fit.Aicc.ShouldAgree(minusTwoLog + 6 + 2.0 * 3 * 4 / (8 - 3 - 1), 1e-12);
        fit.Bic.ShouldAgree(minusTwoLog + 3 * Math.Log(8), 1e-12);
        var absolute = Decay(s_xs, s_ys, new CurveFitOptions { Sigmas = [.. s_ys.Select(_ => 0.2)], AbsoluteSigmas = true });
        double known = absolute.ChiSquared!.Value + n * Math.Log(2 * Math.PI * 0.04);
        absolute.Aic.ShouldAgree(known + 4, 1e-12);
        absolute.Bic.ShouldAgree(known + 2 * Math.Log(8), 1e-12);
    }

    [Fact]
    public void A_curve_is_the_same_fit_from_a_span_rows_a_data_set_and_residuals()
    {
        var fit = Decay(s_xs, s_ys);
        Node a = new(5, "a"), k = new(1, "k");
        double[] ones = [.. s_xs.Select(_ => 1.0)], rows = [.. s_xs.SelectMany(x => new[] { x, 1 })];
        Same(CurveFit.Run(row => row[1] * a * (-k * row[0]).Exp(), rows, s_ys, [a, k]));
        var data = Dataset.FromColumns(("x", s_xs), ("y", s_ys), ("one", ones));
        Same(CurveFit.Run(row => row[1] * a * (-k * row[0]).Exp(), data, "y", [a, k]));
        Same(LeastSquares.Run(row => [row[1] - a * (-k * row[0]).Exp()], data, [a, k]));
        Same(LeastSquares.Run(
            () => [.. s_xs.Zip(s_ys, (x, y) => y - a * (-k * x).Exp())], [a, k]));
        Same(LeastSquares.Run(
            row => [row[1] - a * (-k * row[0]).Exp(), row[3] - a * (-k * row[2]).Exp()], 4,
            [.. s_xs.Zip(s_ys).SelectMany(point => new[] { point.First, point.Second })], [a, k]));

        void Same(LeastSquaresResult other)
        {
            (a.Data, k.Data) = (5, 1);
            other.Converged.Should().BeTrue();
            for (int i = 0; i < 2; i++)
            {
                other.Parameters[i].Estimate.ShouldAgree(fit.Parameters[i].Estimate, 1e-10);
                other.Parameters[i].StandardError.ShouldAgree(fit.Parameters[i].StandardError, 1e-9);
            }
            other.ObservedCovariance()[1, 1].ShouldAgree(fit.ObservedCovariance()[1, 1], 1e-8);
        }
    }

    [Fact]
    public void The_observed_information_is_the_inverse_of_the_exact_Hessian()
    {
        var fit = Decay(s_xs, s_ys);
        double[] at = [fit.Parameters[0].Estimate, fit.Parameters[1].Estimate];
        double[,] hessian = Differentiate.Hessian(
            p =>
            {
                Node sum = 0;
                for (int i = 0; i < s_xs.Length; i++) sum += 0.5 * (s_ys[i] - p[0] * (-p[1] * s_xs[i]).Exp()).Pow(2);
                return sum;
            }, at);
        double determinant = hessian[0, 0] * hessian[1, 1] - hessian[0, 1] * hessian[0, 1];
        double variance = fit.ResidualStandardDeviation * fit.ResidualStandardDeviation;
        double[,] observed = fit.ObservedCovariance();
        observed[0, 0].ShouldAgree(variance * hessian[1, 1] / determinant, 1e-9);
        observed[0, 1].ShouldAgree(-variance * hessian[0, 1] / determinant, 1e-9);
        observed[1, 1].Should().NotBeApproximately(fit.Covariance[1, 1], 1e-9);
    }

    [Fact]
    public void Nodes_hold_the_estimates_and_the_result_keeps_its_own()
    {
        Node a = new(5, "a"), k = new(1);
        var fit = CurveFit.Run(x => a * (-k * x).Exp(), s_xs, s_ys, [a, k]);
        (a.Data, k.Data).Should().Be((fit.Parameters[0].Estimate, fit.Parameters[1].Estimate));
        fit.Parameters[1].Name.Should().Be("p1");
        double before = fit.Predict(3);
        a.Data = 0;
        fit.Predict(3).Should().Be(before);
        fit.StopReason.Should().BeOneOf(SolverStopReason.GradientConverged, SolverStopReason.StepConverged);
        (fit.Iterations, fit.JacobianEvaluations).Should().Match<(int Steps, int Jacobians)>(n => n.Steps > 0 && n.Jacobians > 1);
    }

    [Fact]
    public void Steps_are_reported_in_order()
    {
        var steps = new List<FitStep>();
        var fit = Decay(s_xs, s_ys, new CurveFitOptions { OnStep = steps.Add });
        steps.Should().NotBeEmpty();
        steps.Select(step => step.Iteration).Should().BeInAscendingOrder();
        steps[^1].Cost.ShouldAgree(fit.Cost, 1e-9);
        steps[0].ToString().Should().StartWith($"step {steps[0].Iteration}: cost ");
    }

    private static CurveFitResult Line(double[] xs, double[] ys)
    {
        Node a = new(1, "a"), b = new(1, "b");
        return CurveFit.Run(x => a + b * x, xs, ys, [a, b]);
    }

    private static CurveFitResult Decay(double[] xs, double[] ys, CurveFitOptions? options = null)
    {
        Node a = new(5, "a"), k = new(1 / xs.Average(), "k");
        return CurveFit.Run(x => a * (-k * x).Exp(), xs, ys, [a, k], options);
    }
}
