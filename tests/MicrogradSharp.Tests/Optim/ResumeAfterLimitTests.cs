using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Checkpoints taken in the middle of an iteration, because the limit of evaluations was reached there.</summary>
public sealed class ResumeAfterLimitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    private string FilePath => Path.Combine(_folder, "run.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_the_limit_of_evaluations_Gauss_Newton_resumes_with_the_same_bits()
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

    [Fact]
    public void After_the_limit_of_evaluations_Lbfgs_that_forgot_its_steps_resumes_with_the_same_bits()
    {
        double[] start = [-1.2, 1];
        var whole = Minimize.Lbfgs(Rough, start);
        for (int limit = 8; limit < whole.Evaluations; limit++)
        {
            Minimize.Lbfgs(Rough, start, new MinimizeOptions { MaxEvaluations = limit, CheckpointPath = FilePath, CheckpointEvery = 100 });
            ShouldBeSame(Minimize.Lbfgs(Rough, start, new MinimizeOptions { ResumeFrom = Checkpoint.Load(FilePath) }), whole);
        }

        // Rosenbrock's valley with steps in its value: near the minimum, no search finds a better point
        static double Rough(ReadOnlySpan<double> x, Span<double> gradient)
        {
            double a = 1 - x[0], b = x[1] - x[0] * x[0];
            (gradient[0], gradient[1]) = (-2 * a - 400 * x[0] * b, 200 * b);
            return Math.Round(a * a + 100 * b * b, 3) + 1e-4 * Math.Sin(1e7 * x[0]);
        }
    }

    private static void ShouldBeSame(MinimizeResult result, MinimizeResult expected)
    {
        result.Minimizer.Should().Equal(expected.Minimizer);
        (result.Value, result.StopReason, result.Iterations, result.Evaluations)
            .Should().Be((expected.Value, expected.StopReason, expected.Iterations, expected.Evaluations));
    }
}
