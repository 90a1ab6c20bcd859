using MicrogradSharp.Fitting;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Fitting.Solving;

namespace MicrogradSharp.Tests.Fitting;

/// <summary>Fits at the edge of what makes sense, and what went wrong there once.</summary>
public sealed class FitEdgeTests
{
    private static readonly double[] s_xs = [0, 1, 2, 3, 4, 5], s_ys = [5.1, 3.2, 2.1, 1.2, 0.85, 0.5];

    private readonly Node _a = new(4, "a"), _k = new(0.3, "k");

    [Fact]
    public void Points_of_weight_0_do_not_change_the_errors_of_a_robust_fit()
    {
        var loss = RobustLoss.Huber(0.1);
        var without = CurveFit.Run(x => _a + _k * x, s_xs[1..], s_ys[1..], [_a, _k], new CurveFitOptions { Loss = loss });
        var options = new CurveFitOptions { Loss = loss, Weights = [0, 1, 1, 1, 1, 1] };
        var with = CurveFit.Run(x => _a + _k * x, s_xs, s_ys, [_a, _k], options);
        for (int i = 0; i < 2; i++) with.Parameters[i].StandardError.ShouldAgree(without.Parameters[i].StandardError, 1e-9);
    }

    [Theory]
    [InlineData("Huber")]
    [InlineData("Cauchy")]
    [InlineData("SoftL1")]
    [InlineData("Tukey")]
    public void Errors_of_a_robust_line_are_those_of_the_formula(string name)
    {
        const double C = 0.3;
        double[] xs = [.. Enumerable.Range(0, 12).Select(i => (double)i)];
        double[] ys = [1.1, 2.9, 5.2, 6.8, 9.3, 11, 12.8, 18, 17.1, 18.9, 21.3, 22.7];
        RobustLoss loss = name switch
        {
            "Huber" => RobustLoss.Huber(C),
            "Cauchy" => RobustLoss.Cauchy(C),
            "SoftL1" => RobustLoss.SoftL1(C),
            _ => RobustLoss.Tukey(C),
        };
        (_a.Data, _k.Data) = (1, 2);
        var fit = CurveFit.Run(x => _a + _k * x, xs, ys, [_a, _k], new CurveFitOptions { Loss = loss });
        double squares = 0, slopes = 0;
        foreach (double r in fit.Residuals)
        {
            squares += Psi(name, r) * Psi(name, r);
            slopes += (Psi(name, r + 1e-6) - Psi(name, r - 1e-6)) / 2e-6;
        }
        double variance = squares / 10 / Math.Pow(slopes / 12, 2), sxx = 143;       // Σ (x − 5.5)²
        fit.Parameters[1].StandardError.ShouldAgree(Math.Sqrt(variance / sxx), 1e-6);
        fit.Parameters[0].StandardError.ShouldAgree(Math.Sqrt(variance * (1.0 / 12 + 5.5 * 5.5 / sxx)), 1e-6);

        static double Psi(string name, double r) => name switch
        {
            "Huber" => Math.Clamp(r, -C, C),
            "Cauchy" => r / (1 + r * r / C / C),
            "SoftL1" => r / Math.Sqrt(1 + r * r / C / C),
            _ => Math.Abs(r) < C ? r * Math.Pow(1 - r * r / C / C, 2) : 0,
        };
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.1)]
    public void R_squared_of_equal_ys_is_NaN(double y)
    {
        var fit = CurveFit.Run(x => _a + _k * x, s_xs, [y, y, y, y, y, y], [_a, _k]);
        fit.RSquared.Should().Be(double.NaN);
        fit.AdjustedRSquared.Should().Be(double.NaN);
        fit.Parameters[0].Estimate.ShouldAgree(y, 1e-12);
    }

    [Fact]
    public void A_standard_error_does_not_overflow_where_its_square_does()
    {
        _k.Data = 0.3e200;
        var tiny = CurveFit.Run(x => _a * (-_k * x).Exp(), Array.ConvertAll(s_xs, x => 1e-200 * x), s_ys, [_a, _k]);
        _k.Data = 0.3;
        var usual = CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k]);
        (1e-200 * tiny.Parameters[1].StandardError).ShouldAgree(usual.Parameters[1].StandardError, 1e-9);
        tiny.Parameters[1].IsDetermined.Should().BeTrue();
    }

    [Theory]
    [InlineData(1e12, 1e12)]
    [InlineData(1e12, 1e-12)]
    [InlineData(1e-12, 1e12)]
    [InlineData(1e-12, 1e-12)]
    public void Units_that_are_far_from_1_change_no_digit_that_matters(double x, double y)
    {
        var usual = CurveFit.Run(t => _a * (-_k * t).Exp(), s_xs, s_ys, [_a, _k]);
        (_a.Data, _k.Data) = (4 * y, 0.3 / x);
        var scaled = CurveFit.Run(
            t => _a * (-_k * t).Exp(), Array.ConvertAll(s_xs, t => x * t), Array.ConvertAll(s_ys, v => y * v), [_a, _k]);
        scaled.Converged.Should().BeTrue();
        double[] units = [y, 1 / x];
        for (int i = 0; i < 2; i++)
        {
            (scaled.Parameters[i].Estimate / units[i]).ShouldAgree(usual.Parameters[i].Estimate, 1e-11);
            (scaled.Parameters[i].StandardError / units[i]).ShouldAgree(usual.Parameters[i].StandardError, 1e-9);
            (scaled.Parameters[i].ProfileInterval().High / units[i]).ShouldAgree(usual.Parameters[i].ProfileInterval().High, 1e-7);
        }
    }

    [Fact]
    public void Ys_whose_squares_vanish_are_refused()
    {
        double[] tiny = Array.ConvertAll(s_ys, y => 1e-200 * y);
        Action fit = () => CurveFit.Run(x => _a + _k * x, s_xs, tiny, [_a, _k]);
        fit.Should().Throw<ArgumentException>().WithMessage("ys must hold a number of at least 1E-140*Measure y in a smaller unit*");
        Action many = () => CurveFit.RunMany(x => _a + _k * x, [s_xs], [tiny], [_a, _k]);
        many.Should().Throw<ArgumentException>().WithMessage("ys[0] must hold a number of at least 1E-140*");
        var relative = new CurveFitOptions { Sigmas = [.. s_xs.Select(_ => 1e-200)] };
        (_a.Data, _k.Data) = (4e-200, -1e-200);
        CurveFit.Run(x => _a + _k * x, s_xs, tiny, [_a, _k], relative).Converged.Should().BeTrue();
        (_a.Data, _k.Data) = (4, 0.3);
        CurveFit.Run(x => _a + _k * x, s_xs, new double[s_xs.Length], [_a, _k]).Parameters[0].Estimate.Should().Be(0);
    }

    [Fact]
    public void Squares_that_overflow_are_said()
    {
        Action fit = () => CurveFit.Run(x => _a + _k * x, s_xs, Array.ConvertAll(s_ys, y => 1e200 * y), [_a, _k]);
        fit.Should().Throw<NonFiniteException>().WithMessage("The model is finite at the start, but the sum of the squared residuals*");
        _a.Data.Should().Be(4);
    }

    [Fact]
    public void A_loss_that_counts_no_residual_is_said()
    {
        (_a.Data, _k.Data) = (50, 50);
        var options = new CurveFitOptions { Loss = RobustLoss.Tukey(0.1) };
        CurveFit.Run(x => _a + _k * x, s_xs, s_ys, [_a, _k], options).Message.Should().Contain("none counts");
        (_a.Data, _k.Data) = (5, -1);
        options = new CurveFitOptions { Loss = RobustLoss.Tukey(2) };
        CurveFit.Run(x => _a + _k * x, s_xs, s_ys, [_a, _k], options).Message.Should().NotContain("none counts");
    }

    [Fact]
    public void Missing_ys_of_many_fits_are_named()
    {
        Action fit = () => CurveFit.RunMany(x => _a * x, [[1.0]], null!, [_a]);
        fit.Should().Throw<ArgumentNullException>().WithParameterName("ys");
    }

    [Fact]
    public void Missing_collections_of_options_are_named()
    {
        CurveFitOptions[] wrong = [new() { Bounds = null! }, new() { Fixed = null! }, new() { Ties = null! }, new() { Scales = null! }];
        foreach (var options in wrong)
        {
            Action fit = () => CurveFit.Run(x => _a * x, s_xs, s_ys, [_a], options);
            fit.Should().Throw<ArgumentNullException>();
        }
    }

    [Fact]
    public void Residuals_that_are_none_are_said()
    {
        FluentActions.Invoking(() => LeastSquares.Run(() => [], [_a]))
            .Should().Throw<InvalidOperationException>().WithMessage("*no outputs*");
        FluentActions.Invoking(() => LeastSquares.Run(() => null!, [_a]))
            .Should().Throw<InvalidOperationException>().WithMessage("*null*");
        FluentActions.Invoking(() => CurveFit.Run((Node _) => default(Node), s_xs, s_ys, [_a]))
            .Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
    }

    [Fact]
    public void Without_slopes_in_nodes_a_fit_is_the_same_and_the_observed_information_is_unknown()
    {
        CurveFitResult Fit(Func<Node, Node> exp, RobustLoss? loss)
        {
            (_a.Data, _k.Data) = (4, 0.3);
            return CurveFit.Run(x => _a * exp(-_k * x), s_xs, s_ys, [_a, _k], new CurveFitOptions { Loss = loss });
        }
        foreach (var loss in new[] { null, RobustLoss.Cauchy(0.05) })
        {
            CurveFitResult known = Fit(x => x.Exp(), loss), unknown = Fit(x => Node.From(new NumbersOnlyExp(), [x]), loss);
            unknown.Converged.Should().BeTrue();
            for (int i = 0; i < 2; i++)
            {
                unknown.Parameters[i].Estimate.ShouldAgree(known.Parameters[i].Estimate, 1e-7);
                unknown.Parameters[i].StandardError.ShouldAgree(known.Parameters[i].StandardError, 1e-6);
            }
            known.ObservedCovariance()[0, 0].Should().BePositive();
            unknown.ObservedCovariance()[0, 0].Should().Be(double.NaN);
        }
    }

    [Fact]
    public void Leverage_is_the_variance_of_the_fitted_value_in_any_order_of_the_parameters()
    {
        Node square = new(1, "square");
        foreach (Node[] order in new Node[][] { [_a, _k, square], [square, _a, _k], [_k, square, _a] })
        {
            var fit = CurveFit.Run(x => _a + _k * x + square * x * x, s_xs, s_ys, order);
            double variance = fit.ResidualSumOfSquares / 3;
            double[] leverage = fit.Leverage;
            leverage.Sum().ShouldAgree(3, 1e-12);
            for (int i = 0; i < s_xs.Length; i++)
            {
                double[] slopes = [.. order.Select(node => node.Equals(_a) ? 1 : node.Equals(_k) ? s_xs[i] : s_xs[i] * s_xs[i])];
                double sum = 0;
                for (int j = 0; j < 3; j++)
                {
                    for (int k = 0; k < 3; k++) sum += slopes[j] * fit.Covariance[j, k] * slopes[k];
                }
                leverage[i].ShouldAgree(sum / variance, 1e-10);
            }
        }
    }

    [Fact]
    public void A_profile_stops_at_the_bound_of_either_side()
    {
        _a.Data = 5.1;
        var options = new CurveFitOptions { Bounds = { [_a] = (5.05, 5.12) } };
        var fit = CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k], options);
        fit.Parameters[0].IsAtBound.Should().BeFalse();
        fit.Parameters[0].ProfileInterval().Should().Be((5.05, 5.12));
    }

    [Fact]
    public void The_observed_information_does_not_depend_on_the_unit_of_relative_sigmas()
    {
        var usual = CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k]);
        var options = new CurveFitOptions { Sigmas = [.. s_xs.Select(_ => 0.1)] };
        var weighted = CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k], options);
        double[,] expected = usual.ObservedCovariance(), found = weighted.ObservedCovariance();
        for (int i = 0; i < 2; i++) found[i, i].ShouldAgree(expected[i, i], 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(3)]
    public void A_prediction_band_adds_the_variance_of_the_new_point(double sigma)
    {
        var options = new CurveFitOptions { Sigmas = [1, 1, 1, 1, 0.5, 0.5] };
        var fit = CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k], options);
        double y = fit.Predict(2.5), curve = fit.ConfidenceBand(2.5).High - y, point = fit.PredictionBand(2.5, 0.95, sigma).High - y;
        double t = 2.7764451051977987;     // 4 degrees of freedom
        (point * point - curve * curve).ShouldAgree(t * t * fit.ResidualSumOfSquares / 4 * sigma * sigma, 1e-9);
    }

    [Fact]
    public void Starts_of_many_fits_are_used_each_for_its_own()
    {
        double[] xs = [1, 2, 3], ys = [4.1, 7.9, 12];
        Node root = new(5, "root");
        var fits = CurveFit.RunMany(x => root * root * x, [xs, xs, xs], [ys, ys, ys], [root], starts: [[-3], [3], [-0.5]]);
        fits.Select(fit => Math.Sign(fit.Parameters[0].Estimate)).Should().Equal(-1, 1, -1);
        fits[0].Parameters[0].Estimate.ShouldAgree(-fits[1].Parameters[0].Estimate, 1e-12);
        CurveFit.RunMany(x => root * root * x, [xs], [ys], [root])[0].Parameters[0].Estimate.Should().BePositive();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void MGH17_converges_from_either_start_with_the_certified_errors(int start)
    {
        var problem = NistProblem.Read("MGH17");
        Node[] b = [.. problem.Start(start).Select((number, j) => new Node(number, $"b{j + 1}"))];
        double[] ys = [.. problem.Rows.Select(row => row[0])], xs = [.. problem.Rows.Select(row => row[1])];
        var fit = CurveFit.Run(x => problem.Model(b, [x]), xs, ys, b);
        fit.Converged.Should().BeTrue();
        for (int j = 0; j < b.Length; j++) fit.Parameters[j].StandardError.ShouldAgree(problem.CertifiedErrors[j], 1e-7);
    }

    [Fact]
    public void A_step_callback_that_throws_leaves_the_parameters_alone()
    {
        var options = new CurveFitOptions { OnStep = _ => throw new TimeoutException() };
        FluentActions.Invoking(() => CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k], options))
            .Should().Throw<TimeoutException>();
        (_a.Data, _k.Data).Should().Be((4, 0.3));
    }

    [Fact]
    public void Cancelling_in_the_middle_leaves_the_parameters_alone()
    {
        using var source = new CancellationTokenSource();
        int steps = 0;
        var options = new CurveFitOptions
        {
            CancellationToken = source.Token,
            OnStep = _ =>
            {
                if (++steps == 2) source.Cancel();
            },
        };
        FluentActions.Invoking(() => CurveFit.Run(x => _a * (-_k * x).Exp(), s_xs, s_ys, [_a, _k], options))
            .Should().Throw<OperationCanceledException>();
        steps.Should().Be(2);
        (_a.Data, _k.Data).Should().Be((4, 0.3));
    }

    [Fact]
    public void Labels_of_any_form_make_a_document_and_a_report_of_single_lines()
    {
        Node markup = new(4, "b\n<script>&\"'\u0001\ud800"), same = new(0.3, "b\n<script>&\"'\u0001\ud800");
        var fit = CurveFit.Run(x => markup * (-same * x).Exp(), s_xs, s_ys, [markup, same]);
        System.Xml.Linq.XDocument.Parse(fit.ToSvg()).Root!.Name.LocalName.Should().Be("svg");
        fit.ToString().Split('\n').Count(line => line.StartsWith("b <script>", StringComparison.Ordinal)).Should().Be(3);
    }

    [Fact]
    public void Errors_of_a_result_copy_no_Jacobian()
    {
        double[] xs = [.. Enumerable.Range(0, 20_000).Select(i => i * 5e-4)];
        double[] ys = [.. xs.Select((x, i) => 5 * Math.Exp(-0.5 * x) + 0.01 * Math.Sin(i))];
        var fit = CurveFit.Run(x => _a * (-_k * x).Exp(), xs, ys, [_a, _k]);
        long before = GC.GetAllocatedBytesForCurrentThread();        // once: the result keeps its errors
        fit.Parameters[0].StandardError.Should().BePositive();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(2 * xs.Length * sizeof(double));
    }

    [Fact]
    public void Results_are_the_same_bits_for_every_number_of_threads()
    {
        var random = new Random(3);
        double[] xs = [.. Enumerable.Range(0, 200_000).Select(_ => 6 * random.NextDouble())];
        double[] ys = [.. xs.Select(x => 5 * Math.Exp(-0.5 * x) + random.NextDouble() - 0.5)];
        CurveFitResult Fit(int threads)
        {
            (_a.Data, _k.Data) = (4, 0.3);
            return CurveFit.Run(x => _a * (-_k * x).Exp(), xs, ys, [_a, _k], new CurveFitOptions { MaxDegreeOfParallelism = threads });
        }
        CurveFitResult one = Fit(1), three = Fit(3);
        one.StopReason.Should().Be(SolverStopReason.GradientConverged);
        for (int i = 0; i < 2; i++)
        {
            three.Parameters[i].Estimate.Should().Be(one.Parameters[i].Estimate);
            three.Parameters[i].StandardError.Should().Be(one.Parameters[i].StandardError);
        }
    }

    private sealed class NumbersOnlyExp : UnaryExpr
    {
        public override string Symbol => "numbers only exp";

        protected override double Evaluate(double x) => Math.Exp(x);

        protected override double Slope(double x, double y) => y;
    }
}
