using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>Derivatives inside recordings: losses that contain a slope of the model.</summary>
public sealed class DerivativeTapeTests
{
    [Fact]
    public void A_penalty_on_the_slope_of_a_network_has_the_gradient_that_eager_gives_it()
    {
        var model = new MLP(2, [6, 6, 1], new Random(1), Activation.Tanh, Initializer.XavierUniform);
        Node Objective(ReadOnlySpan<Node> row)
        {
            var score = model.Forward(row[..2])[0];
            return (score - row[2]).Pow(2) + 0.1 * Node.Sum([.. Differentiate.Gradient(score, row[..2]).Select(slope => slope.Pow(2))]);
        }
        double[] rows = [0.1, -0.4, 1, 0.9, 0.3, -1, -0.7, 0.2, 1, 1.5, -1.1, 0];
        double mean = Tape.Record(columns: 3, Objective).Backward(rows);
        double[] recorded = [.. model.Parameters.Select(parameter => parameter.Grad)];

        foreach (var parameter in model.Parameters) parameter.Grad = 0;
        var eager = Node.Mean([.. rows.Chunk(3).Select(row => Objective([row[0], row[1], row[2]]))]);
        eager.Backward();
        mean.ShouldAgree(eager.Data, 1e-12);
        for (int i = 0; i < recorded.Length; i++) recorded[i].ShouldBeNear(model.Parameters[i].Grad, 1e-12, $"parameter {i}");
    }

    [Fact]
    public void A_step_of_newtons_method_runs_over_rows()
    {
        var tape = Tape.Record(columns: 1, row =>
        {
            var x = row[0];
            var f = x.Pow(3) - 2 * x - 5;
            return x - f / Differentiate.Gradient(f, x)[0];
        });
        double[] x = [2, 3, 1.5, 10], next = new double[4];
        for (int step = 0; step < 12; step++)
        {
            tape.Evaluate(x, next);
            (x, next) = (next, x);
        }
        foreach (double root in x) root.ShouldAgree(2.0945514815423265, 1e-14);
    }

    [Fact]
    public void A_network_learns_a_differential_equation_from_its_own_slope()
    {
        // dy/dx = −2 x y with y(0) = 1: the bell e^(−x²)
        var model = new MLP(1, [8, 1], new Random(5), Activation.Tanh, Initializer.XavierUniform);
        Node Solution(Node x) => 1 + x * model.Forward(x)[0];       // 1 at 0, whatever the weights
        var residual = Tape.Record(columns: 1, row =>
        {
            var y = Solution(row[0]);
            return (Differentiate.Gradient(y, row[0])[0] + 2 * row[0] * y).Pow(2);
        });
        double[] points = [.. Enumerable.Range(0, 21).Select(i => 0.1 * i)];
        var adam = new Adam(model.Parameters, 0.02);
        for (int step = 0; step < 1500; step++)
        {
            adam.ZeroGrad();
            residual.Backward(points);
            adam.Step();
        }
        residual.Mean(points).Should().BeLessThan(1e-3);
        foreach (double x in points) Solution(x).Data.Should().BeApproximately(Math.Exp(-x * x), 0.02);
    }
}
