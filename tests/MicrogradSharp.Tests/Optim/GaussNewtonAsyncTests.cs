using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Normal equations that are wrong or not finite, and a checkpoint that is damaged.</summary>
public sealed class GaussNewtonAsyncTests
{
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
}
