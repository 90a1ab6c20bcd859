using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Normal equations that are wrong or not finite, and checkpoints taken in the middle of an iteration.</summary>
public sealed class GaussNewtonAsyncTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    private string FilePath => Path.Combine(_folder, "run.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_the_limit_of_evaluations_it_resumes_with_the_same_bits()
    {
        Node a = 1, k = 1, c = 0;
        var random = new Random(3);
        double[] rows =
            [.. Enumerable.Range(0, 200).SelectMany(i => new[] { 0.05 * i, 3 * Math.Exp(-0.02 * i) + 0.5 + 0.05 * random.NextDouble() })];
        var objective = new RowsObjective(Tape.Record(2, row => a * (-k * row[0]).Exp() + c - row[1]), rows, [a, k, c]);
        double[] start = [-1, 1, 0];
        var whole = await Minimize.GaussNewtonAsync(objective, start);
        whole.Evaluations.Should().BeGreaterThan(whole.Iterations + 2, "some steps are refused: the limit can end a run between them");
        int resumed = 0;
        for (int limit = 1; limit < whole.Evaluations; limit++)
        {
            File.Delete(FilePath);
            await Minimize.GaussNewtonAsync(
                objective, start, new MinimizeOptions { MaxEvaluations = limit, CheckpointPath = FilePath, CheckpointEvery = 100 });
            if (!File.Exists(FilePath)) continue;       // no iteration was done
            ShouldBeSame(
                await Minimize.GaussNewtonAsync(objective, start, new MinimizeOptions { ResumeFrom = Checkpoint.Load(FilePath) }), whole);
            resumed++;
        }
        resumed.Should().BeGreaterThan(whole.Iterations);
    }

    [Fact]
    public void After_the_limit_of_evaluations_Lbfgs_resumes_with_the_same_bits()
    {
        double[] start = [-1.2, 1, -1, 1.5];
        var whole = Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, start);
        for (int limit = 8; limit < whole.Evaluations; limit++)
        {
            var options = new MinimizeOptions { MaxEvaluations = limit, CheckpointPath = FilePath, CheckpointEvery = 100 };
            Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, start, options);
            var resuming = new MinimizeOptions { ResumeFrom = Checkpoint.Load(FilePath) };
            ShouldBeSame(Minimize.Lbfgs(UnconstrainedProblems.ExtendedRosenbrock, start, resuming), whole);
        }
    }

    [Theory]
    [InlineData(0, "*but matrix[0] is NaN.")]
    [InlineData(3, "*but matrix[3] is NaN.")]
    public async Task A_matrix_that_is_not_written_is_refused_at_the_start(int written, string message)
    {
        var equations = new FakeEquations(2, (x, gradient, matrix) =>
        {
            gradient.Fill(1);
            matrix[..written].Fill(1);
            return x[0];
        });
        Func<Task> run = () => Minimize.GaussNewtonAsync(equations, new double[2]);
        await run.Should().ThrowAsync<NonFiniteException>().WithMessage(message);
    }

    [Fact]
    public async Task Where_the_matrix_is_infinite_a_shorter_step_is_tried()
    {
        var equations = new FakeEquations(1, (x, gradient, matrix) =>
        {
            gradient[0] = x[0] - 10;
            matrix[0] = x[0] > 9.9 ? double.PositiveInfinity : 1;
            return 0.5 * gradient[0] * gradient[0];
        });
        var result = await Minimize.GaussNewtonAsync(equations, new double[1]);
        result.Minimizer[0].Should().BeInRange(9.8, 9.9);
    }

    [Fact]
    public async Task Too_many_parameters_for_a_matrix_are_refused()
    {
        var equations = new FakeEquations(65_536, (_, _, _) => 0);
        Func<Task> run = () => Minimize.GaussNewtonAsync(equations, new double[65_536]);
        await run.Should().ThrowAsync<ArgumentException>()
            .WithMessage("equations must have a matrix that fits in an array, but have 65,536 parameters.*");

        Node[] parameters = [.. Enumerable.Range(0, 65_536).Select(_ => new Node(0))];
        var objective = new RowsObjective(Tape.Record(1, row => row[0] * parameters[0]), new[] { 1.0 }, parameters);
        Action matrix = () => objective.NormalEquations(new double[65_536], new double[65_536], []);
        matrix.Should().Throw<ArgumentException>().WithMessage("matrix must have 4294967296 numbers, but has 0.*");
    }

    [Fact]
    public async Task A_checkpoint_without_damping_does_not_run_for_ever()
    {
        var scale = new Dictionary<string, ReadOnlyMemory<double>> { ["scale"] = new double[1] };
        var checkpoint = new Checkpoint(1, [0], new OptimizerState("GaussNewton", 2, learningRate: 0, scale));
        int evaluations = 0;
        var equations = new FakeEquations(1, (_, gradient, matrix) =>
        {
            (gradient[0], matrix[0]) = (1, 1);
            return evaluations++ == 0 ? 5 : 6;      // no step is good
        });
        var running = Task.Run(
            () => Minimize.GaussNewtonAsync(equations, new double[1], new MinimizeOptions { ResumeFrom = checkpoint }),
            TestContext.Current.CancellationToken);
        var result = await running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        result.StopReason.Should().Be(SolverStopReason.NoProgress);
        evaluations.Should().BeLessThan(50);
    }

    private static void ShouldBeSame(MinimizeResult result, MinimizeResult expected)
    {
        result.Minimizer.Should().Equal(expected.Minimizer);
        (result.Value, result.StopReason, result.Iterations, result.Evaluations)
            .Should().Be((expected.Value, expected.StopReason, expected.Iterations, expected.Evaluations));
    }
}
