using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Derivatives;

public sealed class DifferentiateTests
{
    private static readonly double[] s_at = [-1.2, 1.0];

    [Fact]
    public void The_gradient_and_the_hessian_of_a_valley_are_known()
    {
        ShouldAgree(Differentiate.Gradient(Rosenbrock, s_at), -215.6, -88);
        double[,] hessian = Differentiate.Hessian(Rosenbrock, s_at);
        (hessian[0, 0], hessian[0, 1], hessian[1, 0], hessian[1, 1]).Should().Be((1330, 480, 480, 200));
        ShouldAgree(Differentiate.HessianVectorProduct(Rosenbrock, s_at, [1.0, 2.0]), 2290, 880);
        Differentiate.DirectionalDerivative(Rosenbrock, s_at, [1.0, 2.0]).ShouldAgree(-215.6 - 2 * 88, 1e-13);
    }

    [Fact]
    public void The_value_comes_with_the_derivatives()
    {
        var (value, gradient) = Differentiate.ValueAndGradient(Rosenbrock, s_at);
        var (again, same, hessian) = Differentiate.ValueGradientAndHessian(Rosenbrock, s_at);
        value.ShouldAgree(24.2, 1e-14);
        again.Should().Be(value);
        for (int i = 0; i < 2; i++) same[i].ShouldAgree(gradient[i], 1e-13);
        hessian.Should().BeEquivalentTo(Differentiate.Hessian(Rosenbrock, s_at));
        var (values, jacobian) = Differentiate.ValuesAndJacobian(x => [x[0] * x[1], x[0].Exp()], s_at);
        values.Should().Equal(-1.2, Math.Exp(-1.2));
        jacobian.Should().BeEquivalentTo(new[,] { { 1.0, -1.2 }, { Math.Exp(-1.2), 0 } });
    }

    [Fact]
    public void The_jacobian_has_a_row_for_each_output_and_its_products_agree_with_it()
    {
        static Node[] Spiral(ReadOnlySpan<Node> x) => [x[0] * x[1].Cos(), x[0] * x[1].Sin(), x[2], 7];
        double[] at = [2, 0.5, -1], v = [1, -2, 3], w = [0.5, -1, 2, 9];
        double[,] jacobian = Differentiate.Jacobian(Spiral, at);
        (jacobian.GetLength(0), jacobian.GetLength(1)).Should().Be((4, 3));
        double[] forward = Differentiate.JacobianVectorProduct(Spiral, at, v);
        double[] backward = Differentiate.VectorJacobianProduct(Spiral, at, w);
        for (int i = 0; i < 4; i++) forward[i].ShouldAgree(Enumerable.Range(0, 3).Sum(j => jacobian[i, j] * v[j]), 1e-14);
        for (int j = 0; j < 3; j++) backward[j].ShouldAgree(Enumerable.Range(0, 4).Sum(i => w[i] * jacobian[i, j]), 1e-14);
    }

    [Fact]
    public void Both_orders_of_differentiation_agree_at_the_edges_too()
    {
        (string Name, Func<Node, Node, Node> Function)[] functions =
        [
            ("x^y", (x, y) => x.Pow(y)), ("x/y", (x, y) => x / y), ("x*y", (x, y) => x * y), ("atan2", Node.Atan2),
            ("norm", (x, y) => Node.Norm(x, y)),
            ("logsumexp", (x, y) => Node.LogSumExp(x, y)), ("product", (x, y) => Node.Product(x, y, x)),
            ("dot", (x, y) => Node.Dot([x, y], [y, y])),
            ("max", (x, y) => Node.Max(x * x * y, y)), ("where", (x, y) => Node.Where(x, x * y, y)),
            ("root", (x, y) => x.Pow(2) * y.Sqrt()),
        ];
        double[] numbers = [0, -0.0, 1, -1, 2, 3, 0.5, -0.5, -2, 1e-300, 1e300, double.PositiveInfinity, double.NegativeInfinity];
        foreach (var (name, function) in functions)
        {
            foreach (double first in numbers)
            {
                foreach (double second in numbers)
                {
                    Node x = first, y = second;
                    var gradient = Differentiate.Gradient(function(x, y), x, y);
                    double xFirst = Differentiate.Gradient(gradient[0], y)[0].Data, yFirst = Differentiate.Gradient(gradient[1], x)[0].Data;
                    if (double.IsNaN(xFirst) || double.IsNaN(yFirst)) continue;     // no second derivative exists
                    xFirst.ShouldAgree(yFirst, 1e-12, because: $"{name} at ({first}, {second})");
                }
            }
        }
    }

    [Theory]
    [InlineData("rosenbrock")]
    [InlineData("tanh_mix")]
    [InlineData("softplus_dot")]
    public void Gradients_and_hessians_agree_with_the_reference(string name)
    {
        Func<ReadOnlySpan<Node>, Node> f = name switch { "rosenbrock" => Rosenbrock, "tanh_mix" => TanhMix, _ => SoftplusDot };
        var cases = ReferenceValues.Json("second_derivatives.json").GetProperty("cases").EnumerateArray()
            .Where(c => c.GetProperty("function").GetString() == name).ToArray();
        cases.Should().NotBeEmpty();
        foreach (var c in cases)
        {
            double[] at = ReferenceValues.Numbers(c.GetProperty("at"));
            var (value, gradient, hessian) = Differentiate.ValueGradientAndHessian(f, at);
            value.ShouldBeNear(c.GetProperty("value").GetDouble(), 1e-12);
            double[] expected = ReferenceValues.Flatten(c.GetProperty("hessian"));
            for (int i = 0; i < at.Length; i++)
            {
                gradient[i].ShouldBeNear(c.GetProperty("gradient")[i].GetDouble(), 1e-10);
                for (int j = 0; j < at.Length; j++) hessian[i, j].ShouldBeNear(expected[i * at.Length + j], 1e-9);
            }
        }
    }

    [Fact]
    public void Nodes_from_outside_keep_their_gradients_and_their_data()
    {
        Node weight = 3.0;
        var square = weight * weight;
        (square * 2).Backward();
        double[] before = [weight.Grad, square.Grad];
        Node F(ReadOnlySpan<Node> x) => square * x[0] * weight + (x[0] * weight).Sin();
        Node[] G(ReadOnlySpan<Node> x) => [F(x), square, weight];
        Differentiate.Gradient(F, [2.0])[0].ShouldAgree(27 + 3 * Math.Cos(6), 1e-14);
        Differentiate.Hessian(F, [2.0])[0, 0].ShouldAgree(-9 * Math.Sin(6), 1e-14);
        Differentiate.HessianVectorProduct(F, [2.0], [1.0])[0].ShouldAgree(-9 * Math.Sin(6), 1e-14);
        Differentiate.JacobianVectorProduct(G, [2.0], [1.0])[1..].Should().Equal(0, 0);
        Differentiate.VectorJacobianProduct(G, [2.0], [0, 1.0, 1.0]).Should().Equal(0.0);
        Differentiate.Jacobian(G, [2.0])[2, 0].Should().Be(0);
        (weight.Grad, square.Grad, weight.Data).Should().Be((before[0], before[1], 3.0));
    }

    [Fact]
    public void An_output_may_be_an_input_and_may_come_twice()
    {
        double[,] jacobian = Differentiate.Jacobian(x => [x[1], x[0] * 2, x[1]], [1.0, 2.0]);
        jacobian.Should().BeEquivalentTo(new[,] { { 0.0, 1 }, { 2, 0 }, { 0, 1 } });
        Differentiate.VectorJacobianProduct(x => { var y = x[0] * x[0]; return [y, y, x[0]]; }, [3.0], [1.0, 10, 100])
            .Should().Equal(166.0);
        Differentiate.Hessian(x => 5, [1.0, 2.0]).Cast<double>().Should().OnlyContain(number => number == 0);
        Differentiate.Hessian(x => x[0], [1.0, 2.0]).Cast<double>().Should().OnlyContain(number => number == 0);
    }

    [Fact]
    public void What_does_not_change_contributes_exactly_zero_in_forward_mode()
    {
        Differentiate.DirectionalDerivative(x => x[0].Sqrt() + x[1], [0.0, 1.0], [0.0, 2.0]).Should().Be(2);
        Differentiate.DirectionalDerivative(x => x[0].Sqrt().ReLU() + x[1], [-1.0, 1.0], [0.0, 2.0]).Should().Be(2);
        Differentiate.DirectionalDerivative(x => Node.Where(x[1], 3 * x[1], x[0].Sqrt()), [0.0, 1.0], [1.0, 2.0])
            .Should().Be(6, "the infinite branch was not taken");
        Differentiate.DirectionalDerivative(x => x[0].Sqrt(), [0.0], [1.0]).Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Operators_without_slopes_in_nodes_serve_every_first_derivative()
    {
        double[] at = [2, 5], v = [1, 1];
        Node F(ReadOnlySpan<Node> x) => Node.From(new Operators.ScaledDifference(), x[0], x[1], x[0] * x[0]);
        Differentiate.Gradient(F, at).Should().Equal(50.0, -10.0);
        Differentiate.DirectionalDerivative(F, at, v).Should().Be(40);
        Differentiate.JacobianVectorProduct(x => [F(x), x[1]], at, v).Should().Equal(40.0, 1.0);
        FluentActions.Invoking(() => Differentiate.Hessian(F, at)).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        double[] at = [.. Enumerable.Range(0, 30).Select(i => 0.1 * i)];
        static Node F(ReadOnlySpan<Node> x) => Node.LogSumExp(x) * Node.Norm(x).Tanh();
        var (gradient, hessian) = (Differentiate.Gradient(F, at), Differentiate.Hessian(F, at));
        Parallel.For(0, 64, _ =>
        {
            Differentiate.Gradient(F, at).Should().Equal(gradient);
            Differentiate.Hessian(F, at).Cast<double>().Should().Equal(hessian.Cast<double>());
        });
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Func<ReadOnlySpan<Node>, Node> none = null!;
        Invoking(() => Differentiate.Gradient(none, s_at)).Should().Throw<ArgumentNullException>().WithParameterName("f");
        Invoking(() => Differentiate.Gradient(Rosenbrock, []))
            .Should().Throw<ArgumentException>().WithMessage("at must hold at least 1 number, but was empty.*").WithParameterName("at");
        Invoking(() => Differentiate.HessianVectorProduct(Rosenbrock, s_at, [1.0]))
            .Should().Throw<ArgumentException>().WithMessage("v must have as many numbers as at, 2, but has 1.*").WithParameterName("v");
        Invoking(() => Differentiate.DirectionalDerivative(Rosenbrock, s_at, [1.0, 2, 3]))
            .Should().Throw<ArgumentException>().WithParameterName("v");
        Invoking(() => Differentiate.JacobianVectorProduct(x => [x[0]], s_at, []))
            .Should().Throw<ArgumentException>().WithParameterName("v");
        Invoking(() => Differentiate.VectorJacobianProduct(x => [x[0]], s_at, [1.0, 2]))
            .Should().Throw<ArgumentException>().WithMessage("w must have a number for each output, 1, but has 2.*").WithParameterName("w");
        Invoking(() => Differentiate.Gradient(_ => default, s_at))
            .Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        Invoking(() => Differentiate.Jacobian(_ => null!, s_at)).Should().Throw<InvalidOperationException>().WithMessage("*returned null*");
        Invoking(() => Differentiate.Jacobian(_ => [], s_at)).Should().Throw<InvalidOperationException>().WithMessage("*no outputs*");
        Invoking(() => Differentiate.Jacobian(x => [x[0], default], s_at))
            .Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        Invoking(() => Tape.Record(1, x => x[0] * Differentiate.Gradient(Rosenbrock, s_at)[0]))
            .Should().Throw<InvalidOperationException>().WithMessage("*recording*");
    }

    private static void ShouldAgree(double[] actual, params double[] expected)
    {
        actual.Should().HaveSameCount(expected);
        for (int i = 0; i < expected.Length; i++) actual[i].ShouldAgree(expected[i], 1e-13, because: $"number {i}");
    }

    private static Action Invoking(Func<object> call) => () => call();

    private static Node Rosenbrock(ReadOnlySpan<Node> x) => (1 - x[0]).Pow(2) + 100 * (x[1] - x[0].Pow(2)).Pow(2);

    private static Node TanhMix(ReadOnlySpan<Node> x) => (x[0] * x[1]).Tanh() + x[2] * x[0].Exp() + (x[1] * x[1] + 1).Sqrt();

    private static Node SoftplusDot(ReadOnlySpan<Node> x) => (x[0] * x[1] + x[2] * x[3]).Softplus() + x[3].Sigmoid() * x[0].Pow(3);
}
