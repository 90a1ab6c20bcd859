using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class LogSoftmaxTests
{
    // Computed with 30 digits.
    private static readonly double[] s_logarithms = [-2.4076059644443803, -1.4076059644443803, -0.407605964444380304];

    [Fact]
    public void The_textbook_example()
    {
        Node[] logits = [1.0, 2.0, 3.0];
        var logarithms = Node.LogSoftmax(logits);
        for (int i = 0; i < 3; i++)
        {
            foreach (var logit in logits) logit.Grad = 0;
            logarithms[i].Data.ShouldAgree(s_logarithms[i], 1e-15);
            logarithms[i].Backward();
            for (int j = 0; j < 3; j++)
            {
                logits[j].Grad.ShouldAgree((i == j ? 1 : 0) - Math.Exp(s_logarithms[j]), 1e-14, because: $"slope {i} by {j}");
            }
        }
    }

    [Fact]
    public void Small_probabilities_keep_their_logarithm_and_large_logits_their_digits()
    {
        Values(1000, 0).Should().Equal(0, -1000);
        Values(1e308, -1e307).Should().Equal(0, -1.1e308);
        Values(1e15, 1e15).Should().Equal(-Math.Log(2), -Math.Log(2));
        Values(7).Should().Equal(0);
        Values().Should().BeEmpty();
    }

    [Fact]
    public void Infinities_and_NaN()
    {
        Values(double.NegativeInfinity, 1, 1).Should().Equal(double.NegativeInfinity, -Math.Log(2), -Math.Log(2));
        Values(double.NegativeInfinity, double.NegativeInfinity).Should().Equal(double.NaN, double.NaN);
        Values(double.PositiveInfinity, 1)[0].Should().Be(double.NaN);
        Values(1, double.NaN, 2).Should().Equal(double.NaN, double.NaN, double.NaN);
        var (never, logit) = ((Node)double.NegativeInfinity, (Node)1.0);
        Node.LogSoftmax(never, logit, 1)[1].Backward();
        never.Grad.Should().Be(0);
        logit.Grad.Should().Be(0.5);
    }

    [Fact]
    public void Second_derivatives_are_those_of_the_soft_maximum()
    {
        var random = new Random(1);
        for (int k = 0; k < 20; k++)
        {
            double[] at = [.. Enumerable.Range(0, 4).Select(_ => 6 * random.NextDouble() - 3)];
            double[,] hessian = Differentiate.Hessian(x => Node.LogSoftmax(x)[0], at);
            double[,] expected = Differentiate.Hessian(x => x[0] - Node.LogSumExp(x), at);
            for (int i = 0; i < 16; i++) hessian[i / 4, i % 4].ShouldBeNear(expected[i / 4, i % 4], 1e-14);
        }
    }

    [Fact]
    public void A_tape_agrees()
    {
        var tape = Tape.Record(3, row => Node.LogSoftmax(row));
        double[] outputs = tape.Evaluate([1, 2, 3, 1000, 0, 0, -5, -5, -5]);
        double[] expected = [.. s_logarithms, 0, -1000, -1000, -Math.Log(3), -Math.Log(3), -Math.Log(3)];
        for (int i = 0; i < 9; i++) outputs[i].ShouldAgree(expected[i], 1e-15);
    }

    private static double[] Values(params double[] logits) =>
        [.. Node.LogSoftmax([.. logits.Select(number => (Node)number)]).Select(node => node.Data)];
}
