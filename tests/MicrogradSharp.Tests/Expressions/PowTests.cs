using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class PowTests : OperatorContract<Pow>
{
    protected override Node Apply(Node[] x) => x[0].Pow(x[1]);

    protected override string[] ReferenceNames => ["pow"];

    protected override int[] InputCounts => [2];

    protected override (double Low, double High) Domain => (0.1, 3);

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, 0], 1, [0, 0]),
        new([double.NaN, 0], 1, [0, double.NaN]),
        new([0, 0.5], 0, [double.PositiveInfinity, 0]),
        new([0, -2], double.PositiveInfinity, [double.NegativeInfinity, double.NegativeInfinity]),
        new([-2, 3], -8, [12, double.NaN]),
        new([-2, 0.5], double.NaN, [double.NaN, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("by way of the logarithm", x => x[0].Pow(x[1]), x => (x[1] * x[0].Log()).Exp()),
    ];

    [Fact]
    public void The_hessian_at_0_0_does_not_average_infinity_with_zero()
    {
        double[,] hessian = Differentiate.Hessian(x => x[0].Pow(x[1]), [0.0, 0.0]);
        (hessian[0, 0], hessian[0, 1], hessian[1, 0], hessian[1, 1]).Should().Be((0, double.PositiveInfinity, double.PositiveInfinity, 0));
        MixedDerivatives((x, y) => x.Pow(y), 0, 0).Should().Be((double.PositiveInfinity, double.PositiveInfinity));
        MixedDerivatives((x, y) => x.Pow(y), 0, 1).Should().Be((1.0, 1.0));
    }

    [Theory]
    [InlineData(1e-10)]
    [InlineData(1e-100)]
    [InlineData(1e-300)]
    public void The_mixed_derivative_is_1_over_x_on_the_way_to_0_0(double x)
    {
        var (first, second) = MixedDerivatives((x, y) => x.Pow(y), x, 0);
        first.ShouldAgree(1 / x, 1e-13);
        second.ShouldAgree(1 / x, 1e-13);
    }

    /// <summary>Returns ∂²f/∂x∂y, with x first and with y first.</summary>
    private static (double XFirst, double YFirst) MixedDerivatives(Func<Node, Node, Node> f, double x, double y)
    {
        Node a = x, b = y;
        var gradient = Differentiate.Gradient(f(a, b), a, b);
        return (Differentiate.Gradient(gradient[0], b)[0].Data, Differentiate.Gradient(gradient[1], a)[0].Data);
    }
}
