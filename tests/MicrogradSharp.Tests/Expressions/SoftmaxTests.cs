using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SoftmaxTests
{
    // Computed with 30 digits.
    private static readonly double[] s_probabilities = [0.090030573170380458, 0.244728471054797652, 0.66524095577482189];

    [Fact]
    public void The_textbook_example()
    {
        Node[] logits = [1.0, 2.0, 3.0];
        var probabilities = Node.Softmax(logits);
        for (int i = 0; i < 3; i++)
        {
            foreach (var logit in logits) logit.Grad = 0;
            probabilities[i].Data.ShouldAgree(s_probabilities[i], 1e-15);
            probabilities[i].Backward();
            for (int j = 0; j < 3; j++)
            {
                double slope = s_probabilities[i] * ((i == j ? 1 : 0) - s_probabilities[j]);
                logits[j].Grad.ShouldAgree(slope, 1e-14, because: $"slope {i} by {j}");
            }
        }
    }

    [Fact]
    public void Logits_neither_overflow_nor_underflow()
    {
        Values(1000, 1001, 1002).Should().Equal(Values(0, 1, 2));
        Values(-1000, -999, -998).Should().Equal(Values(0, 1, 2));
        Values(1e308, -1e308).Should().Equal(1, 0);
        Values(0, 800).Should().Equal(0, 1);
        Values(7).Should().Equal(1);
        Values().Should().BeEmpty();
    }

    [Fact]
    public void Infinities_and_NaN()
    {
        Values(double.NegativeInfinity, 1, 1).Should().Equal(0, 0.5, 0.5);
        Values(double.NegativeInfinity, double.NegativeInfinity).Should().Equal(double.NaN, double.NaN);
        Values(double.PositiveInfinity, 1)[0].Should().Be(double.NaN);
        Values(1, double.NaN, 2).Should().Equal(double.NaN, double.NaN, double.NaN);
        var (never, logit) = ((Node)double.NegativeInfinity, (Node)1.0);
        Node.Softmax(never, logit, 1)[1].Backward();
        never.Grad.Should().Be(0);
        logit.Grad.Should().Be(0.25);
    }

    [Fact]
    public void Second_derivatives_are_those_of_the_formula()
    {
        var random = new Random(1);
        for (int k = 0; k < 20; k++)
        {
            double[] at = [.. Enumerable.Range(0, 4).Select(_ => 6 * random.NextDouble() - 3)];
            double[,] hessian = Differentiate.Hessian(x => Node.Softmax(x)[0], at), expected = Differentiate.Hessian(Formula, at);
            for (int i = 0; i < 16; i++) hessian[i / 4, i % 4].ShouldBeNear(expected[i / 4, i % 4], 1e-14);
        }

        static Node Formula(ReadOnlySpan<Node> x) => x[0].Exp() / (x[0].Exp() + x[1].Exp() + x[2].Exp() + x[3].Exp());
    }

    [Fact]
    public void A_tape_agrees()
    {
        var tape = Tape.Record(3, row => Node.Softmax(row));
        double[] outputs = tape.Evaluate([1, 2, 3, 1000, 0, 1000, -5, -5, -5]);
        double[] expected = [.. s_probabilities, 0.5, 0, 0.5, 1.0 / 3, 1.0 / 3, 1.0 / 3];
        for (int i = 0; i < 9; i++) outputs[i].ShouldAgree(expected[i], 1e-15);
    }

    private static double[] Values(params double[] logits) =>
        [.. Node.Softmax([.. logits.Select(number => (Node)number)]).Select(node => node.Data)];
}
