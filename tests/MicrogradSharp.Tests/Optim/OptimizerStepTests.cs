using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Steps that are calculated by hand: from 1, always with a gradient of 2.</summary>
public sealed class OptimizerStepTests
{
    [Fact]
    public void Sgd() => Steps(p => new Sgd(p, 0.1)).Should().Equal(0.8, 0.8 - 0.2);

    [Fact]
    public void Sgd_with_momentum_and_weight_decay()
    {
        double g2 = 2 + 0.5 * 0.75;
        ShouldBe(Steps(p => new Sgd(p, 0.1, momentum: 0.9, weightDecay: 0.5)), 0.75, 0.75 - 0.1 * (0.9 * 2.5 + g2));
    }

    [Fact]
    public void Nesterov_looks_ahead() =>
        ShouldBe(Steps(p => new Sgd(p, 0.1, momentum: 0.9, nesterov: true)), 0.62, 0.62 - 0.1 * (2 + 0.9 * 3.8));

    [Fact]
    public void Adam_takes_steps_of_the_rate_where_the_gradient_stays() => ShouldBe(Steps(p => new Adam(p, 0.1, epsilon: 0)), 0.9, 0.8);

    [Fact]
    public void AdamW_shrinks_the_parameter_apart_from_the_gradient() =>
        ShouldBe(Steps(p => new AdamW(p, 0.1, epsilon: 0, weightDecay: 0.5)), 0.95 - 0.1, 0.95 * 0.85 - 0.1);

    [Fact]
    public void AdamW_decays_a_hundredth_by_default() => ShouldBe(Steps(p => new AdamW(p, 0.1, epsilon: 0))[..1], 0.999 - 0.1);

    [Fact]
    public void RmsProp_with_momentum()
    {
        double first = 2 / Math.Sqrt(0.1 * 4), second = 0.5 * first + 2 / Math.Sqrt(0.9 * 0.4 + 0.4);
        ShouldBe(Steps(p => new RmsProp(p, 0.1, alpha: 0.9, epsilon: 0, momentum: 0.5)), 1 - 0.1 * first, 1 - 0.1 * first - 0.1 * second);
    }

    [Fact]
    public void RmsProp_with_weight_decay() =>
        ShouldBe(
            Steps(p => new RmsProp(p, 0.1, alpha: 0.9, epsilon: 1, weightDecay: 0.5))[..1], 1 - 0.1 * 2.5 / (Math.Sqrt(0.1) * 2.5 + 1));

    [Fact]
    public void Adagrad_with_a_falling_rate_and_a_start()
    {
        double first = 1 - 0.1 * 2 / Math.Sqrt(5 + 4);
        ShouldBe(
            Steps(p => new Adagrad(p, 0.1, epsilon: 0, learningRateDecay: 0.25, initialAccumulator: 5)),
            first,
            first - 0.1 / 1.25 * 2 / Math.Sqrt(5 + 8));
    }

    [Fact]
    public void Adagrad_with_weight_decay() =>
        ShouldBe(Steps(p => new Adagrad(p, 0.1, epsilon: 1, weightDecay: 0.5))[..1], 1 - 0.1 * 2.5 / (2.5 + 1));

    private static double[] Steps(Func<IReadOnlyList<Node>, Optimizer> make)
    {
        Node x = 1.0;
        x.Grad = 2;
        var optimizer = make([x]);
        optimizer.Step();
        double first = x.Data;
        optimizer.Step();
        return [first, x.Data];
    }

    private static void ShouldBe(double[] steps, params double[] expected)
    {
        for (int i = 0; i < expected.Length; i++) steps[i].ShouldBeNear(expected[i], 1e-14, $"step {i + 1}");
    }
}
