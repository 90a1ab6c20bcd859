using MicrogradSharp.Forward;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Forward;

public sealed class ForwardModeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(50)]
    public void The_gradient_is_that_of_nodes_for_any_number_of_variables(int variables)
    {
        double[] at = [.. Enumerable.Range(0, variables).Select(i => Math.Sin(i))];
        double[] expected = Differentiate.Gradient(
            x =>
            {
                Node sum = 0;
                for (int i = 1; i < x.Length; i++) sum += (1 - x[i - 1]).Pow(2) + 100 * (x[i] - x[i - 1].Pow(2)).Pow(2);
                return sum;
            },
            at);
        double[] gradient = ForwardMode.Gradient(new Valley(), at);
        for (int i = 0; i < variables; i++) gradient[i].ShouldBeNear(expected[i], 1e-13);
        ForwardMode.ValueAndGradient(new Valley(), at, at);
        at.Should().Equal(gradient, "the gradient may replace the point");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_Jacobian_is_that_of_nodes_for_any_number_of_variables(int points)
    {
        double[] at = [.. Enumerable.Range(0, 2 * points).Select(i => 1 + Math.Sin(i))];
        double[] values = new double[at.Length], jacobian = new double[at.Length * at.Length];
        ForwardMode.ValuesAndJacobian(new Polar(), at, values, jacobian);
        var (expectedValues, expected) = Differentiate.ValuesAndJacobian(
            x =>
            {
                var y = new Node[x.Length];
                for (int i = 0; i < x.Length; i += 2) (y[i], y[i + 1]) = (x[i] * x[i + 1].Cos(), x[i] * x[i + 1].Sin());
                return y;
            },
            at);
        for (int i = 0; i < at.Length; i++)
        {
            values[i].ShouldBeNear(expectedValues[i], 1e-14);
            for (int j = 0; j < at.Length; j++) jacobian[i * at.Length + j].ShouldBeNear(expected[i, j], 1e-14);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void Nothing_is_allocated(int variables)
    {
        double[] at = new double[variables], gradient = new double[variables], jacobian = new double[variables * variables];
        double[] values = new double[variables];
        Allocated.By(() => ForwardMode.ValueAndGradient(new Valley(), at, gradient)).Should().Be(0);
        Allocated.By(() => ForwardMode.ValuesAndJacobian(new Polar(), at, values, jacobian)).Should().Be(0);
        Allocated.By(() => ForwardMode.DirectionalDerivative(new Valley(), at, gradient)).Should().Be(0);
    }

    [Fact]
    public void The_derivative_along_a_vector_is_a_sum_of_slopes()
    {
        var y = ForwardMode.DirectionalDerivative(new Valley(), [-1.2, 1.0], [2, 3]);
        y.Value.ShouldBeNear(24.2, 1e-14);
        y.Tangent.ShouldBeNear(2 * -215.6 + 3 * -88.0, 1e-13);
    }

    [Fact]
    public void A_wrong_length_is_named()
    {
        double[] two = [1, 2], three = new double[3];
        FluentActions.Invoking(() => ForwardMode.Gradient(new Valley(), []))
            .Should().Throw<ArgumentException>().WithMessage("at must have at least 1 number, but was empty.*");
        FluentActions.Invoking(() => ForwardMode.ValueAndGradient(new Valley(), two, three))
            .Should().Throw<ArgumentException>().WithMessage("gradient must have as many numbers as at, 2, but has 3.*");
        FluentActions.Invoking(() => ForwardMode.DirectionalDerivative(new Valley(), two, three))
            .Should().Throw<ArgumentException>().WithMessage("v must have as many numbers as at, 2, but has 3.*");
        FluentActions.Invoking(() => ForwardMode.ValuesAndJacobian(new Polar(), two, two, three))
            .Should().Throw<ArgumentException>().WithMessage("jacobian must have 2 × 2 numbers, but has 3.*");
        FluentActions.Invoking(() => ForwardMode.ValuesAndJacobian(new Polar(), two, [], three))
            .Should().Throw<ArgumentException>().WithMessage("values must have room for at least 1 output, but was empty.*");
    }
}
