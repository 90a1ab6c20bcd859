using MicrogradSharp.Fitting;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Minimisers of functions that are computed elsewhere, and checkpoints of minimisations.</summary>
public sealed class MinimizeAsyncTests : IDisposable
{
    private static readonly double[] s_start = [-1.2, 1, -1, 1.5];

    private static readonly MinimizeOptions[] s_options =
    [
        new(),
        new() { Memory = 3 },
        new() { Lower = [-2, -2, -2, -2], Upper = [0.8, 3, 3, 3] },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    private string FilePath => Path.Combine(_folder, "run.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_steps_are_those_of_the_function_on_this_machine()
    {
        foreach (var options in s_options)
        {
            var here = Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, s_start, options);
            var there = await Minimize.LbfgsAsync(DelayedObjective.Of(UnconstrainedProblems.ExtendedRosenbrock, 4), s_start, options);
            ShouldBeSame(there, here);
        }
    }

    [Fact]
    public async Task A_minimisation_resumes_with_the_same_bits_at_every_iteration()
    {
        foreach (var options in s_options)
        {
            var whole = Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, s_start, options);
            for (int iterations = 1; iterations < whole.Iterations; iterations++)
            {
                Minimize.Lbfgs(
                    UnconstrainedProblems.ExtendedRosenbrock, s_start,
                    options with { MaxIterations = iterations, CheckpointPath = FilePath, CheckpointEvery = 4 });
                var resuming = options with { ResumeFrom = Checkpoint.Load(FilePath) };
                ShouldBeSame(Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, s_start, resuming), whole);
                if (iterations != 5) continue;
                var objective = DelayedObjective.Of(UnconstrainedProblems.ExtendedRosenbrock, 4);
                ShouldBeSame(await Minimize.LbfgsAsync(objective, new double[4], resuming), whole);
            }
        }
    }

    [Fact]
    public void A_checkpoint_is_written_before_its_iteration_is_reported()
    {
        var written = new List<int>();
        Minimize.Lbfgs(UnconstrainedProblems.Rosenbrock, [-1.2, 1.0], new MinimizeOptions
        {
            MaxIterations = 7,
            CheckpointPath = FilePath,
            CheckpointEvery = 3,
            OnStep = step => written.Add(File.Exists(FilePath) ? Checkpoint.Load(FilePath).Epochs : 0),
        });
        written.Should().Equal(0, 0, 3, 3, 3, 6, 6);
        Checkpoint.Load(FilePath).Epochs.Should().Be(7, "the last iteration always writes one");
    }

    [Fact]
    public async Task A_checkpoint_that_does_not_fit_is_refused()
    {
        Minimize.Lbfgs(UnconstrainedProblems.Rosenbrock, [-1.2, 1.0], new MinimizeOptions { MaxIterations = 5, CheckpointPath = FilePath });
        var options = new MinimizeOptions { ResumeFrom = Checkpoint.Load(FilePath) };
        Refuses(() => Minimize.Lbfgs(p => p[0], [1.0], options), "ResumeFrom must have 1 number, one for each variable, but has 2.*");
        Refuses(() => Minimize.Lbfgs(UnconstrainedProblems.Rosenbrock, [0, 0], options with { Memory = 2 }), "Memory must be at least*");
        Refuses(() => Minimize.Newton(UnconstrainedProblems.Rosenbrock, [0, 0], options), "ResumeFrom must be null for Newton's method*");
        Refuses(
            () => Minimize.Newton(p => p[0], [0], new MinimizeOptions { CheckpointPath = FilePath }),
            "CheckpointPath must be null for Newton's method*");
        Refuses(
            () => Minimize.Lbfgs(p => p[0] * p[0], [1], new MinimizeOptions { ResumeFrom = Checkpoint.Of(new Sgd([1.0], 0.1), 1) }),
            "ResumeFrom must be that of Lbfgs, but was that of Sgd.*");
        var shorter = new Dictionary<string, ReadOnlyMemory<double>> { ["step_0"] = new double[1], ["change_0"] = new double[1] };
        var torn = new Checkpoint(3, [1, 2], new OptimizerState("Lbfgs", 4, 1, shorter));
        Refuses(
            () => Minimize.Lbfgs(UnconstrainedProblems.Rosenbrock, [0, 0], new MinimizeOptions { ResumeFrom = torn }),
            "ResumeFrom must be complete, but its vectors or counts are not those of a minimisation.*");
        var (decay, _) = Decay();
        Func<Task> others = () => Minimize.GaussNewtonAsync(decay, new double[2], options);
        await others.Should().ThrowAsync<ArgumentException>().WithMessage("ResumeFrom must be that of GaussNewton, but was that of L*");
        Refuses(() => Minimize.Lbfgs(p => p[0], [1], new MinimizeOptions { CheckpointPath = _folder }), "CheckpointPath must be a file*");
    }

    [Fact]
    public void A_blank_path_for_checkpoints_is_refused() =>
        Refuses(() => new MinimizeOptions { CheckpointPath = " " }, "CheckpointPath must not be empty or white space*");

    [Fact]
    public async Task A_tape_over_rows_is_an_objective()
    {
        Node a = new(1, "a"), b = new(0.5, "b"), unused = 7;
        var tape = Tape.Record(2, row => (b * row[0] + a - row[1]).Pow(2));
        double[] rows = [0, 1, 1, 3, 2, 5.5, 3, 7];
        var here = Minimize.Lbfgs(tape, rows);
        (a.Data, b.Data) = (1, 0.5);
        var objective = new RowsObjective(tape, rows, [unused, a, b]);

        double[] gradient = [9, 9, 9];
        double mean = await objective.GradientAsync(new double[] { 7, 1, 0.5 }, gradient, TestContext.Current.CancellationToken);
        double[] expected = new double[2];
        tape.Gradient(rows, expected).Should().Be(mean);
        gradient.Should().Equal(0, expected[1], expected[0]);
        objective.Gradient([7, 1, 0.5], gradient, 1, 2).Should().Be(tape.Mean(rows.AsSpan(2, 4)));

        var there = await Minimize.LbfgsAsync(new RowsObjective(tape, rows), new[] { 0.5, 1 });
        ShouldBeSame(there, here);
    }

    [Fact]
    public void Rows_and_parameters_of_an_objective_are_checked()
    {
        Node a = 1;
        var tape = Tape.Record(2, row => a * row[0] + row[1]);
        double[] rows = [1, 2, 3, 4];
        Refuses(() => new RowsObjective(tape, rows, []), "parameters must hold at least 1 node*");
        Refuses(() => new RowsObjective(tape, rows, [a, a]), "parameters must differ from each other, but number 1 came before.*");
        Refuses(() => new RowsObjective(tape, rows, [a + 1]), "parameters must be leaves, but number 0 is the output of an operation.*");
        Refuses(() => new RowsObjective(tape, new double[3]), "rows must hold whole rows of 2 numbers, but held 3 numbers.*");
        var objective = new RowsObjective(tape, rows);
        Refuses(() => objective.Gradient([1, 2], new double[1], 0, 2), "parameters must have 1 number, but has 2.*");
        Refuses(() => objective.Gradient([1], new double[2], 0, 2), "gradient must have 1 number, but has 2.*");
        Refuses(() => objective.Gradient([1], new double[1], 1, 2), "rowCount must be at most 1, but was 2.*");
        Refuses(() => objective.NormalEquations([1], new double[1], new double[2]), "matrix must have 1 number, but has 2.*");
    }

    [Fact]
    public void Normal_equations_are_those_of_the_Jacobian()
    {
        Node a = 1, rate = 1;
        var (_, rows) = Decay();
        var tape = Tape.Record(2, row => (-rate * row[0]).Exp() * a - row[1]);
        double[] gradient = new double[2], matrix = new double[4];
        double cost = new RowsObjective(tape, rows).NormalEquations([0.3, 2], gradient, matrix);
        double[] residuals = tape.Evaluate(rows), jacobian = tape.Jacobian(rows);
        cost.Should().BeApproximately(0.5 * residuals.Sum(r => r * r), 1e-12);
        for (int i = 0; i < 2; i++)
        {
            gradient[i].Should().BeApproximately(residuals.Select((r, row) => r * jacobian[2 * row + i]).Sum(), 1e-11);
            for (int k = 0; k < 2; k++)
            {
                double product = Enumerable.Range(0, residuals.Length).Sum(row => jacobian[2 * row + i] * jacobian[2 * row + k]);
                matrix[2 * i + k].Should().BeApproximately(product, 1e-11);
            }
        }
    }

    [Fact]
    public async Task Gauss_Newton_finds_the_fit_of_least_squares_and_resumes_with_the_same_bits()
    {
        Node a = 1, k = 1;
        var (decay, rows) = Decay();
        var fit = LeastSquares.Run(row => [a * (-k * row[0]).Exp() - row[1]], 2, rows, [a, k]);
        double[] start = [1, 1];
        var options = new MinimizeOptions();
        var whole = await Minimize.GaussNewtonAsync(decay, start, options);

        whole.Converged.Should().BeTrue(whole.Message);
        whole.Minimizer[0].Should().BeApproximately(a.Data, 1e-9);
        whole.Minimizer[1].Should().BeApproximately(k.Data, 1e-9);
        whole.Value.Should().BeApproximately(fit.Cost, 1e-12);
        whole.Iterations.Should().BeInRange(3, 30);
        for (int iterations = 1; iterations < whole.Iterations; iterations++)
        {
            await Minimize.GaussNewtonAsync(decay, start, options with { MaxIterations = iterations, CheckpointPath = FilePath });
            var resuming = options with { ResumeFrom = Checkpoint.Load(FilePath) };
            ShouldBeSame(await Minimize.GaussNewtonAsync(decay, start, resuming), whole);
        }
    }

    [Fact]
    public async Task Gauss_Newton_survives_a_bad_start_and_a_parameter_without_effect()
    {
        Node a = 1, k = 1, unused = 3;
        var (_, rows) = Decay();
        var tape = Tape.Record(2, row => a * (-k * row[0]).Exp() - row[1]);
        var objective = new RowsObjective(tape, rows, [a, k, unused]);
        var result = await Minimize.GaussNewtonAsync(objective, new double[] { -20, 3, 3 });
        result.Value.Should().BeLessThan(100);
        result.Minimizer[2].Should().Be(3);
        double.IsFinite(result.Value).Should().BeTrue();
    }

    [Fact]
    public async Task Gauss_Newton_ends_where_a_step_too_small_to_see_leaves_the_domain()
    {
        Node p = 1;
        var objective = new RowsObjective(Tape.Record(1, row => [row[0] + 0 * p, 0.03 * p.Sqrt()]), new[] { 1.0 }, [p]);
        var running = Task.Run(() => Minimize.GaussNewtonAsync(objective, new[] { 1e-10 }), TestContext.Current.CancellationToken);
        var result = await running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        double.IsFinite(result.Value).Should().BeTrue();
        result.Minimizer[0].Should().BePositive();
    }

    [Fact]
    public void Normal_equations_of_wide_rows_take_blocks_that_fit()
    {
        const int Columns = 40_000;
        Node a = 3;
        var tape = Tape.Record(Columns, row => a * row[0] - row[Columns - 1]);
        double[] rows = new double[2 * Columns], gradient = new double[1], matrix = new double[1];
        (rows[0], rows[Columns], rows[^1]) = (1, 2, 4);
        new RowsObjective(tape, rows).NormalEquations([3], gradient, matrix).Should().Be(0.5 * (9 + 4));
        (gradient[0], matrix[0]).Should().Be((3.0 + 4, 5.0));
    }

    [Fact]
    public void A_step_that_does_not_move_the_point_has_no_value()
    {
        Minimize.Lbfgs(p => p[0], [1e17]).Value.Should().NotBe(0);

        Node Far(ReadOnlySpan<Node> p) => 1 + 10 * (p[0] - 1e8 - 0.3).Pow(2);
        var options = new MinimizeOptions { GradientTolerance = 0, CheckpointPath = FilePath };
        var whole = Minimize.Lbfgs(Far, [1e8], options);
        whole.Value.Should().BeInRange(1, 1.1);
        Minimize.Lbfgs(Far, [1e8], options with { ResumeFrom = Checkpoint.Load(FilePath) }).Value.Should().Be(whole.Value);
    }

    [Fact]
    public void The_limit_of_evaluations_holds_after_resuming()
    {
        var options = new MinimizeOptions { MaxIterations = 5, CheckpointPath = FilePath };
        var first = Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, s_start, options);
        foreach (int limit in new[] { 1, first.Evaluations - 1, first.Evaluations })
        {
            var resumed = Minimize.Lbfgs(
                UnconstrainedProblems.ExtendedRosenbrock, s_start,
                new MinimizeOptions { MaxEvaluations = limit, ResumeFrom = Checkpoint.Load(FilePath) });
            (resumed.StopReason, resumed.Evaluations).Should().Be((SolverStopReason.EvaluationLimit, first.Evaluations));
        }
    }

    [Fact]
    public async Task Wrong_arguments_are_refused_before_anything_runs()
    {
        var objective = new DelayedObjective(2, (_, _) => 0);
        Throws<ArgumentNullException>(() => Minimize.LbfgsAsync(null!, new double[2]), "*objective*");
        Throws<ArgumentNullException>(() => Minimize.GaussNewtonAsync(null!, new double[2]), "*equations*");
        Refuses(() => Minimize.LbfgsAsync(objective, new double[3]), "start must have 2 numbers, like the objective, but has 3.*");
        Refuses(() => Minimize.LbfgsAsync(objective, new[] { 0, double.NaN }), "start[1] must be finite*");
        var (decay, _) = Decay();
        Refuses(
            () => Minimize.GaussNewtonAsync(decay, new double[2], new MinimizeOptions { Lower = [0, 0] }),
            "Lower must be null: this method has no bounds.*");
        Func<Task> memory = () => Minimize.LbfgsAsync(objective, new double[2], new MinimizeOptions { Memory = int.MaxValue });
        await memory.Should().ThrowAsync<ArgumentException>().WithMessage("Memory must be smaller*");
        objective.Evaluations.Should().Be(0);

        Func<Task> forgets = () => Minimize.LbfgsAsync(objective, new double[2]);
        await forgets.Should().ThrowAsync<NonFiniteException>().WithMessage("*gradient[0] is NaN*", "the objective wrote no gradient");
    }

    [Fact]
    public async Task Cancellation_reaches_the_objective()
    {
        using var source = new CancellationTokenSource();
        var objective = DelayedObjective.Of(UnconstrainedProblems.Rosenbrock, 2);
        var options = new MinimizeOptions
        {
            CancellationToken = source.Token,
            OnStep = step =>
            {
                if (step.Iteration == 3) source.Cancel();
            },
        };
        Func<Task> cancelled = () => Minimize.LbfgsAsync(objective, new[] { -1.2, 1.0 }, options);
        await cancelled.Should().ThrowAsync<OperationCanceledException>();
        objective.Evaluations.Should().BeLessThan(15);
        objective.Token.Should().Be(source.Token);
    }

    /// <summary>Residuals of a decay with some noise: 100 rows of a time and a value.</summary>
    private static (RowsObjective Objective, double[] Rows) Decay()
    {
        Node a = 1, k = 1;
        var random = new Random(5);
        double[] rows = new double[200];
        for (int i = 0; i < 100; i++) (rows[2 * i], rows[2 * i + 1]) = (0.1 * i, 3 * Math.Exp(-0.04 * i) + 0.05 * random.NextDouble());
        return (new RowsObjective(Tape.Record(2, row => a * (-k * row[0]).Exp() - row[1]), rows, [a, k]), rows);
    }

    private static void ShouldBeSame(MinimizeResult result, MinimizeResult expected)
    {
        result.Minimizer.Should().Equal(expected.Minimizer);
        result.Gradient.Should().Equal(expected.Gradient);
        (result.Value, result.StopReason, result.Iterations, result.Evaluations)
            .Should().Be((expected.Value, expected.StopReason, expected.Iterations, expected.Evaluations));
    }

    private static void Refuses(Func<object> action, string message) => Throws<ArgumentException>(action, message);

    private static void Throws<TException>(Func<object> action, string message)
        where TException : Exception => action.Should().Throw<TException>().WithMessage(message);
}
