using MicrogradSharp.Datasets;
using MicrogradSharp.Fitting;

namespace MicrogradSharp.Tests.Fitting;

/// <summary>What a fit refuses before its first step. Parameters keep their data.</summary>
public sealed class FitErrorTests
{
    private static readonly double[] s_xs = [0, 1, 2, 3], s_ys = [1, 3, 5, 8];

    private readonly Node _a = new(1, "a"), _b = new(2, "b");

    [Fact]
    public void Fewer_points_than_free_parameters() =>
        Fails(() => Fit([1], [2]), "ys must hold at least as many points as there are free parameters, 2, but held 1 point.*");

    [Fact]
    public void Points_of_weight_0_do_not_count() => Fails(
        () => Fit(s_xs, s_ys, new CurveFitOptions { Weights = [1, 0, 0, 0] }),
        "ys must hold at least as many points as there are free parameters, 2, but held 1 point.*");

    [Fact]
    public void A_fixed_parameter_needs_no_point() =>
        Fit([1], [2], new CurveFitOptions { Fixed = { _a } }).Parameters[1].Estimate.Should().BeApproximately(1, 1e-12);

    [Fact]
    public void Lengths_that_differ() => Fails(() => Fit([1, 2], [1, 2, 3]), "ys must hold a number for each x, 2, but held 3.*");

    [Fact]
    public void No_points() => Fails(() => Fit([], []), "ys must hold at least 1 number, but was empty.*");

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Data_that_are_not_finite(double number, string text)
    {
        Fails(() => Fit([0, number, 2], [1, 2, 3]), $"xs must be finite, but number 1 is {text}.*");
        Fails(() => Fit([0, 1, 2], [1, 2, number]), $"ys must be finite, but number 2 is {text}.*");
    }

    [Fact]
    public void Rows_that_are_cut_short() => Fails(
        () => CurveFit.Run(row => _a * row[0] + _b * row[1], [1.0, 2, 3], [1, 2], [_a, _b]),
        "rows must hold the same number of columns for each of the 2 ys, but held 3 numbers.*");

    [Fact]
    public void A_data_set_without_the_column() => Fails(
        () => CurveFit.Run(row => _a * row[0], Dataset.FromColumns(("x", s_xs), ("y", s_ys)), "z", [_a]),
        "y must be among x, y, but was 'z'.*");

    [Fact]
    public void A_data_set_with_nothing_but_y() => Fails(
        () => CurveFit.Run(row => _a * row[0], Dataset.FromColumns(("y", s_ys)), "y", [_a]),
        "data must hold a column besides y, but holds none.*");

    [Fact]
    public void Sigmas_and_weights_out_of_range()
    {
        Fails(Sigmas(1, 0, 1, 1), "Sigmas must be finite and above 0, but number 1 is 0.*");
        Fails(Sigmas(1, 1, double.NaN, 1), "Sigmas must be finite and above 0, but number 2 is NaN.*");
        Fails(Sigmas(1, 1), "Sigmas must hold a number for each y, 4, but held 2.*");
        Fails(
            () => Fit(s_xs, s_ys, new CurveFitOptions { Weights = [1, 1, 1, -1] }),
            "Weights must be finite and at least 0, but number 3 is -1.*");
        Fails(
            () => Fit(s_xs, s_ys, new CurveFitOptions { Weights = [1, 1, 1, 1], Sigmas = [1, 1, 1, 1] }),
            "options must hold Sigmas or Weights, but held both.*");

        Action Sigmas(params double[] sigmas) => () => Fit(s_xs, s_ys, new CurveFitOptions { Sigmas = sigmas });
    }

    [Fact]
    public void Parameters_that_are_none()
    {
        Fails(() => CurveFit.Run(x => _a * x, s_xs, s_ys, []), "parameters must hold at least 1 node, but was empty.*");
        Fails(
            () => CurveFit.Run(x => _a * x, s_xs, s_ys, [_a, default]),
            "parameters must be leaves such as new Node(1, \"a\"), but number 1 is default(Node).*");
        Fails(() => CurveFit.Run(x => _a * x, s_xs, s_ys, [_a, _a + 1]), "parameters must be leaves, but p1 is the result of '+'.*");
        Fails(() => CurveFit.Run(x => _a * x, s_xs, s_ys, [_a, _a]), "parameters must differ from each other, but a is given twice.*");
    }

    [Fact]
    public void A_start_that_is_not_finite()
    {
        _b.Data = double.NaN;
        Fails(() => Fit(s_xs, s_ys), "parameters must start at finite numbers, but b starts at NaN.*");
    }

    [Fact]
    public void A_parameter_that_the_model_ignores()
    {
        Node unused = new(1, "unused");
        Fails(
            () => CurveFit.Run(x => _a + _b * x, s_xs, s_ys, [_a, _b, unused]),
            "parameters must be used by the model, but it does not depend on unused. Leave such a parameter out, or put it in Fixed.*");
        var fixedToo = new CurveFitOptions { Fixed = { unused } };
        CurveFit.Run(x => _a + _b * x, s_xs, s_ys, [_a, _b, unused], fixedToo).Converged.Should().BeTrue();
    }

    [Fact]
    public void No_free_parameter() => Fails(
        () => Fit(s_xs, s_ys, new CurveFitOptions { Fixed = { _a, _b } }),
        "parameters must hold at least 1 that is free, but all are fixed or tied.*");

    [Fact]
    public void Bounds_that_cannot_be()
    {
        Fails(Bounds(_b, 3, 1), "Bounds must run from low to high, but those of b are 3 to 1.*");
        Fails(Bounds(_b, double.NaN, 1), "Bounds must run from low to high, but those of b are NaN to 1.*");
        Fails(Bounds(_b, 2, 2), "Bounds must leave room, but those of b are both 2. Use Fixed instead.*");
        Fails(Bounds(_b, 3, 4), "parameters must start inside their bounds, 3 to 4 for b, but it starts at 2.*");
        Fails(Bounds(new Node(1, "c"), 3, 4), "Bounds must name parameters of the fit, but 'c' is not one of them.*");
        Fails(Bounds(default, 3, 4), "Bounds must name parameters, but one is default(Node).*");

        Action Bounds(Node node, double low, double high) =>
            () => Fit(s_xs, s_ys, new CurveFitOptions { Bounds = { [node] = (low, high) } });
    }

    [Fact]
    public void Scales_that_cannot_be() => Fails(
        () => Fit(s_xs, s_ys, new CurveFitOptions { Scales = { [_a] = 0 } }), "Scales must be finite and above 0, but that of a is 0.*");

    [Fact]
    public void Ties_that_cannot_be()
    {
        Node c = new(1, "c");
        Fails(Ties(new CurveFitOptions { Ties = { [c] = default } }), "Ties must hold expressions, but that of c is default(Node).*");
        Fails(
            Ties(new CurveFitOptions { Ties = { [c] = _a * 2, [_a] = c * 2 } }), "Ties must not go in a circle, but c depends on itself.*");
        Fails(
            Ties(new CurveFitOptions { Ties = { [c] = _a * 2 }, Fixed = { c } }),
            "Ties must not hold a fixed parameter, but c is both tied and fixed.*");
        Fails(
            Ties(new CurveFitOptions { Ties = { [c] = _a * 2 }, Bounds = { [c] = (0, 1) } }),
            "Ties must not hold a bounded parameter, but c has bounds. Bound the parameters that it depends on.*");

        Action Ties(CurveFitOptions options) => () => CurveFit.Run(x => _a + _b * x + c, s_xs, s_ys, [_a, _b, c], options);
    }

    [Fact]
    public void Fewer_residuals_than_free_parameters() => Fails(
        () => LeastSquares.Run(() => [_a * _b], [_a, _b]),
        "residuals must hold at least as many residuals as there are free parameters, 2, but held 1 residual.*");

    [Fact]
    public void A_model_that_is_not_finite_at_the_start_is_named()
    {
        _b.Data = -1;
        Action fit = () => CurveFit.Run(x => _a + (_b + x).Log(), [2, 3, 0], [1, 2, 3], [_a, _b]);
        fit.Should().Throw<NonFiniteException>()
            .WithMessage("The model is not finite at the start, in row 2: *log(*gave NaN*Choose other start values.")
            .Which.Row.Should().Be(2);
        _b.Data.Should().Be(-1);
    }

    [Fact]
    public void A_slope_that_is_not_finite_at_the_start_is_named()
    {
        _b.Data = 0;
        Action fit = () => CurveFit.Run(x => _a * (_b * x).Sqrt(), [1, 2, 3], [1, 2, 3], [_a, _b]);
        fit.Should().Throw<NonFiniteException>().WithMessage("The model is not finite at the start, in row 0: *sqrt(*gave the gradient ∞*");
        (_a.Data, _b.Data).Should().Be((1, 0));
    }

    [Fact]
    public void A_cancelled_fit_leaves_the_parameters_alone()
    {
        using var source = new CancellationTokenSource();
        var options = new CurveFitOptions { OnStep = _ => source.Cancel(), CancellationToken = source.Token };
        Action fit = () => CurveFit.Run(x => _a * (-_b * x).Exp(), s_xs, [9, 3, 1, 0.5], [_a, _b], options);
        fit.Should().Throw<OperationCanceledException>();
        (_a.Data, _b.Data).Should().Be((1, 2));
    }

    [Fact]
    public void Many_fits_name_the_data_set_that_is_wrong()
    {
        Fails(Many([[1, 2], [1, 2]], [[1, 2]]), "ys must hold as many data sets as the rows, 2, but held 1.*");
        Fails(Many([[1, 2], [1, 2]], [[1, 2], [1, 2, 3]]), "ys[1] must hold a number for each x, 2, but held 3.*");
        Fails(Many([[1, 2], [1, 2]], [[1, 2], [1, double.NaN]]), "ys[1] must be finite, but number 1 is NaN.*");
        Fails(Many([[1], [1, 2]], [[1], [1, 2]]), "ys[0] must hold at least as many points as*");
        Fails(Many([[1, 2]], [[1, 2]], [[1]]), "starts[0] must hold a number for each free parameter, 2, but held 1.*");
        Fails(Many([[1, 2]], [[1, 2]], []), "starts must hold one for each data set, 1, but held 0.*");
        Fails(Many([[1, 2]], [[1, 2]], [[1, 9]]), "starts[0] must be inside the bounds, 0 to 5 for b, but is 9.*");

        Action Many(double[][] xs, double[][] ys, double[][]? starts = null) => () =>
            CurveFit.RunMany(
                x => _a + _b * x, xs, ys, [_a, _b], new CurveFitOptions { Bounds = { [_b] = (0, 5) } }, starts);
    }

    [Fact]
    public void Options_out_of_range()
    {
        Fails(() => _ = new CurveFitOptions { MaxIterations = 0 }, "MaxIterations must be at least 1, but was 0.*");
        Fails(() => _ = new CurveFitOptions { MaxEvaluations = 0 }, "MaxEvaluations must be at least 1, but was 0.*");
        Fails(() => _ = new CurveFitOptions { Starts = 0 }, "Starts must be at least 1, but was 0.*");
        Fails(() => _ = new CurveFitOptions { StartSpread = 0 }, "StartSpread must be finite and above 0, but was 0.*");
        Fails(() => _ = new CurveFitOptions { GradientTolerance = -1 }, "GradientTolerance must be finite and at least 0, but was -1.*");
        Fails(() => _ = new CurveFitOptions { CostTolerance = -1 }, "CostTolerance must be finite and at least 0, but was -1.*");
        Fails(() => _ = new CurveFitOptions { StepTolerance = double.NaN }, "StepTolerance must be finite and at least 0, but was NaN.*");
        Fails(
            () => _ = new CurveFitOptions { MaxDegreeOfParallelism = 0 },
            "MaxDegreeOfParallelism must be at least 1, or -1 for automatic, but was 0.*");
    }

    private CurveFitResult Fit(double[] xs, double[] ys, CurveFitOptions? options = null) =>
        CurveFit.Run(x => _a + _b * x, xs, ys, [_a, _b], options);

    private static void Fails(Action action, string message) => action.Should().Throw<ArgumentException>().WithMessage(message);
}
