using MicrogradSharp.Fitting;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting;

public sealed class ManyFitTests
{
    private const int Fits = 10_000;
    private static readonly double[] s_xs = [0, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8];

    private static readonly Lazy<CurveFitResult[]> s_fits = new(() => Simulate(new CurveFitOptions()));

    private readonly Node _a = new(4, "a"), _k = new(0.4, "k");

    [Fact]
    public void Intervals_cover_the_truth_as_often_as_they_say()
    {
        var fits = s_fits.Value;
        fits.Count(fit => fit.Converged).Should().Be(Fits);
        for (int i = 0; i < 2; i++)
        {
            double truth = i == 0 ? 5 : 0.5;
            fits.Count(fit => Holds(fit.Parameters[i].ConfidenceInterval(), truth)).Should().BeInRange(9350, 9650);
        }
        fits.Count(fit => Holds(fit.ConfidenceBand(2.5), 5 * Math.Exp(-1.25))).Should().BeInRange(9350, 9650);
        fits.Count(fit => Holds(fit.Parameters[1].ConfidenceInterval(0.5), 0.5)).Should().BeInRange(4850, 5150);
    }

    [Fact]
    public void Prediction_bands_hold_a_new_point_as_often_as_they_say()
    {
        var random = new Random(9);
        s_fits.Value.Count(fit => Holds(fit.PredictionBand(2.5), 5 * Math.Exp(-1.25) + 0.1 * Normal(random)))
            .Should().BeInRange(9350, 9650);
    }

    [Fact]
    public void With_absolute_sigmas_the_p_value_is_uniform_and_intervals_are_normal()
    {
        var options = new CurveFitOptions { Sigmas = [.. s_xs.Select(_ => 0.1)], AbsoluteSigmas = true };
        var fits = Simulate(options);
        fits.Count(fit => fit.ChiSquaredPValue < 0.1).Should().BeInRange(850, 1150);
        fits.Count(fit => Holds(fit.Parameters[1].ConfidenceInterval(), 0.5)).Should().BeInRange(9350, 9650);
    }

    [Fact]
    public void Profiles_cover_the_truth_as_often_as_they_say() => s_fits.Value.Take(1000)
        .Count(fit => Holds(fit.Parameters[1].ProfileInterval(0.9), 0.5)).Should().BeInRange(870, 930);

    [Fact]
    public void Each_of_many_fits_is_the_fit_alone_and_the_nodes_do_not_change()
    {
        var random = new Random(2);
        double[][] ys = [.. Enumerable.Range(0, 20).Select(_ => Sample(random))], xs = [.. ys.Select(_ => s_xs)];
        double[][] rows = [.. ys.Select(_ => s_xs.SelectMany(x => new[] { x, 2 }).ToArray())];
        var many = CurveFit.RunMany(x => _a * (-_k * x).Exp(), xs, ys, [_a, _k]);
        var byRows = CurveFit.RunMany(row => 0.5 * row[1] * _a * (-_k * row[0]).Exp(), rows, ys, [_a, _k]);
        var started = CurveFit.RunMany(
            x => _a * (-_k * x).Exp(), xs, ys, [_a, _k], new CurveFitOptions { MaxDegreeOfParallelism = 2 },
            [.. ys.Select(y => new[] { y[0], 1 })]);
        (_a.Data, _k.Data).Should().Be((4, 0.4));
        for (int i = 0; i < ys.Length; i++)
        {
            (_a.Data, _k.Data) = (4, 0.4);
            var alone = CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, ys[i], [_a, _k]);
            many[i].Parameters[1].Estimate.Should().Be(alone.Parameters[1].Estimate);
            many[i].Parameters[1].StandardError.Should().Be(alone.Parameters[1].StandardError);
            started[i].Parameters[1].Estimate.ShouldAgree(alone.Parameters[1].Estimate, 1e-10);
            byRows[i].Parameters[1].Estimate.ShouldAgree(alone.Parameters[1].Estimate, 1e-10);
        }
    }

    [Fact]
    public void A_data_set_where_the_model_is_not_finite_spoils_no_other()
    {
        var fits = CurveFit.RunMany(x => _a * (x + _k).Log(), [[1, 2, 3], [-1, 2, 3]], [[1, 2, 3], [1, 2, 3]], [_a, _k]);
        fits[0].Converged.Should().BeTrue();
        fits[1].StopReason.Should().Be(SolverStopReason.NonFinite);
        fits[1].Message.Should().Contain("NaN or infinite");
    }

    [Fact]
    public void No_data_sets_give_no_results() =>
        CurveFit.RunMany(x => _a * x, [], [], [_a]).Should().BeEmpty();

    [Fact]
    public void Many_fits_can_be_cancelled()
    {
        Action fit = () => CurveFit.RunMany(
            x => _a * x, [s_xs], [s_xs], [_a], new CurveFitOptions { CancellationToken = new CancellationToken(canceled: true) });
        fit.Should().Throw<OperationCanceledException>();
    }

    private static CurveFitResult[] Simulate(CurveFitOptions options)
    {
        Node a = new(4, "a"), k = new(0.4, "k");
        var random = new Random(1);
        double[][] ys = [.. Enumerable.Range(0, Fits).Select(_ => Sample(random))];
        return CurveFit.RunMany(x => a * (-k * x).Exp(), [.. ys.Select(_ => s_xs)], ys, [a, k], options);
    }

    private static double[] Sample(Random random) => Array.ConvertAll(s_xs, x => 5 * Math.Exp(-0.5 * x) + 0.1 * Normal(random));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static bool Holds((double Low, double High) interval, double truth) => interval.Low <= truth && truth <= interval.High;
}
