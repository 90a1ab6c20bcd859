using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

public sealed class GradientClippingTests
{
    [Fact]
    public void A_long_gradient_is_scaled_to_the_norm_and_keeps_its_direction()
    {
        var p = WithGradients(3, -4);
        GradientClipping.ClipByNorm(p, 1).Should().Be(5);
        double factor = 1 / (5 + 1e-6);
        p[0].Grad.ShouldBeNear(3 * factor, 1e-15);
        p[1].Grad.ShouldBeNear(-4 * factor, 1e-15);
    }

    [Fact]
    public void A_short_gradient_stays_to_the_last_bit()
    {
        var p = WithGradients(0.3, -0.4);
        GradientClipping.ClipByNorm(p, 1).Should().BeApproximately(0.5, 1e-16);
        Gradients(p).Should().Equal(0.3, -0.4);
        GradientClipping.ClipByNorm(p, double.PositiveInfinity).Should().BeApproximately(0.5, 1e-16);
        Gradients(p).Should().Equal(0.3, -0.4);
        GradientClipping.ClipByNorm([], 1).Should().Be(0);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(5e-324)]
    public void The_norm_of_huge_and_tiny_gradients_is_right(double scale) =>
        (GradientClipping.ClipByNorm(WithGradients(3 * scale, 4 * scale), double.PositiveInfinity) / (5 * scale))
            .Should().BeApproximately(1, 1e-15);

    [Fact]
    public void What_is_not_finite_is_seen_in_the_norm()
    {
        var p = WithGradients(1, double.NaN);
        GradientClipping.ClipByNorm(p, 1).Should().Be(double.NaN);
        Gradients(p).Should().Equal(double.NaN, double.NaN);
        p = WithGradients(1, double.NegativeInfinity);
        GradientClipping.ClipByNorm(p, 1).Should().Be(double.PositiveInfinity);
        Gradients(p).Should().Equal(0, double.NaN);
    }

    [Fact]
    public void Every_gradient_is_held_between_the_limits()
    {
        var p = WithGradients(-3, 0.25, 2, double.PositiveInfinity, double.NaN);
        GradientClipping.ClipByValue(p, 0.5);
        Gradients(p).Should().Equal(-0.5, 0.25, 0.5, 0.5, double.NaN);
    }

    [Fact]
    public void Clipping_allocates_nothing()
    {
        var p = WithGradients(3, -4);
        double limit = 1;
        Allocated.By(() =>
        {
            limit /= 2;
            GradientClipping.ClipByNorm(p, limit);
            GradientClipping.ClipByValue(p, limit / 2);
        }).Should().Be(0);
    }

    [Fact]
    public void Wrong_limits_are_named()
    {
        ((Action)(() => GradientClipping.ClipByNorm([1.0], -1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("maxNorm must be at least 0, but was -1.*");
        ((Action)(() => GradientClipping.ClipByValue([1.0], double.NaN)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("limit must be at least 0, but was NaN.*");
        ((Action)(() => GradientClipping.ClipByNorm(null!, 1))).Should().Throw<ArgumentNullException>();
        ((Action)(() => GradientClipping.ClipByValue(null!, 1))).Should().Throw<ArgumentNullException>();
        ((Action)(() => GradientClipping.ClipByValue([default], 1)))
            .Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
    }

    private static Node[] WithGradients(params double[] gradients) => [.. gradients.Select(gradient => new Node(0) { Grad = gradient })];

    private static double[] Gradients(Node[] p) => [.. p.Select(node => node.Grad)];
}
