using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using MicrogradSharp.Optim.Minimizing;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

/// <summary>The mean of a tape over rows: a logistic regression, and what can go wrong.</summary>
public sealed class MinimizeTapeTests
{
    private const int Rows = 700;       // several blocks

    private static readonly double[] s_rows = Points();

    [Fact]
    public void A_logistic_regression_has_one_answer_by_every_way()
    {
        var (quasi, newton) = (new Regression(), new Regression());
        var first = Minimize.Lbfgs(quasi.Tape, s_rows);
        var second = Minimize.Newton(newton.Tape, s_rows);
        var third = Minimize.Newton(Mean, [0, 0, 0]);

        first.Converged.Should().BeTrue(first.Message);
        second.Converged.Should().BeTrue(second.Message);
        second.Iterations.Should().BeLessThan(10);
        second.HessianProducts.Should().BePositive();
        third.Converged.Should().BeTrue(third.Message);
        for (int i = 0; i < 3; i++)
        {
            second.Minimizer[i].ShouldBeNear(third.Minimizer[i], 1e-9);
            first.Minimizer[i].ShouldBeNear(third.Minimizer[i], 1e-6);
        }
    }

    [Fact]
    public void The_parameters_hold_the_minimum_at_the_end()
    {
        var regression = new Regression();
        var result = Minimize.Lbfgs(regression.Tape, s_rows);
        regression.Parameters.Select(parameter => parameter.Data).Should().Equal(result.Minimizer);
        regression.Tape.Mean(s_rows).Should().Be(result.Value);
        result.ToString().Should().Contain("slope0").And.Contain("slope1").And.Contain("p2");
        regression.Parameters.Select(parameter => parameter.Grad).Should().Equal(0, 0, 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_parameters_hold_the_best_point_also_where_the_last_one_tried_was_worse(bool isNewton)
    {
        for (int evaluations = 1; evaluations <= 25; evaluations++)
        {
            Node x = -1.2, y = 1.0;
            var tape = Tape.Record(1, row => (1 - x).Pow(2) + 100 * (y - x * x).Pow(2) + 0 * row[0]);
            var options = new MinimizeOptions { MaxEvaluations = evaluations };
            var result = isNewton ? Minimize.Newton(tape, [0], options) : Minimize.Lbfgs(tape, [0], options);
            new[] { x.Data, y.Data }.Should().Equal(result.Minimizer);
            tape.Mean([0]).Should().Be(result.Value);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bounds_are_in_the_order_of_the_parameters(bool isNewton)
    {
        var regression = new Regression();
        var options = new MinimizeOptions { Upper = [0.5, double.PositiveInfinity, double.PositiveInfinity] };
        var result = isNewton ? Minimize.Newton(regression.Tape, s_rows, options) : Minimize.Lbfgs(regression.Tape, s_rows, options);
        result.Converged.Should().BeTrue(result.Message);
        regression.Parameters[0].Data.Should().Be(0.5);
        result.Gradient[0].Should().BeNegative();
        result.Gradient[1].ShouldBeNear(0, 1e-7);
    }

    [Fact]
    public void The_products_are_those_of_the_Hessian()
    {
        var regression = new Regression();
        (regression.Parameters[0].Data, regression.Parameters[1].Data, regression.Parameters[2].Data) = (0.3, -0.2, 0.1);
        double[,] hessian = regression.Tape.Hessian(s_rows);
        double[] v = [1, -2, 0.5], product = new double[3];
        new TapeProducts(regression.Tape).Multiply(s_rows, v, product);
        for (int i = 0; i < 3; i++)
        {
            product[i].ShouldBeNear(hessian[i, 0] * v[0] + hessian[i, 1] * v[1] + hessian[i, 2] * v[2], 1e-13);
        }
    }

    [Fact]
    public void A_step_over_a_tape_allocates_nothing()
    {
        Node a = 0.1, b = 0.1;
        var tape = Tape.Record(3, row => (a * row[0] + a * b * row[1] + b * b - row[2]).Pow(2));
        long few = Bytes(3), more = Bytes(7);
        (more - few).Should().BeLessThan(256, "only the messages may differ");

        long Bytes(int iterations)
        {
            var options = new MinimizeOptions { MaxIterations = iterations };
            return Allocated.By(() =>
            {
                (a.Data, b.Data) = (0.1, 0.1);
                Minimize.Lbfgs(tape, s_rows, options).Iterations.Should().Be(iterations);
            });
        }
    }

    [Fact]
    public void Cancelled_it_leaves_the_best_parameters()
    {
        using var source = new CancellationTokenSource();
        IReadOnlyList<double> last = [];
        var options = new MinimizeOptions
        {
            CancellationToken = source.Token,
            OnStep = step =>
            {
                last = step.Point;
                if (step.Iteration == 2) source.Cancel();
            },
        };
        var regression = new Regression();
        FluentActions.Invoking(() => Minimize.Lbfgs(regression.Tape, s_rows, options)).Should().Throw<OperationCanceledException>();
        regression.Parameters.Select(parameter => parameter.Data).Should().Equal(last);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_row_that_is_not_finite_at_the_start_is_named_and_nothing_changes(bool stops)
    {
        Node scale = new(1.0, "scale");
        var tape = Tape.Record(1, row => (row[0] * scale).Log().Pow(2), new TapeOptions { StopAtNonFinite = stops });
        FluentActions.Invoking(() => Minimize.Lbfgs(tape, [1, 2, -3, 4])).Should().Throw<NonFiniteException>()
            .WithMessage("*row 2*log(*-3*gave NaN*").Which.Row.Should().Be(2);
        scale.Data.Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_tape_that_stops_at_NaN_only_shortens_the_step(bool isNewton)
    {
        Node x = 50.0;
        var tape = Tape.Record(1, row => x - row[0] * x.Log(), new TapeOptions { StopAtNonFinite = true });
        var result = isNewton ? Minimize.Newton(tape, [1, 1]) : Minimize.Lbfgs(tape, [1, 1]);
        result.Converged.Should().BeTrue(result.Message);
        x.Data.ShouldBeNear(1, 1e-8);
    }

    [Fact]
    public void A_tape_must_have_a_mean_and_parameters()
    {
        Node w = new(2.0);
        var two = Tape.Record(1, row => new[] { row[0] * w, w });
        Refuses(() => Minimize.Lbfgs(two, [1]), "tape must have 1 output*2.*");
        var none = Tape.Record(1, row => row[0].Pow(2));
        Refuses(() => Minimize.Newton(none, [1]), "tape must use at least 1*");
        var one = Tape.Record(2, row => (w * row[0] - row[1]).Pow(2));
        Refuses(() => Minimize.Lbfgs(one, [1]), "rows must hold whole rows*");
        Refuses(() => Minimize.Lbfgs(one, []), "rows must hold at least*");
        var options = new MinimizeOptions { Upper = [1] };
        Refuses(() => Minimize.Lbfgs(one, [1, 2], options), "parameters[0] must be within its bounds, -∞ and 1, but was 2.*");
        w.Data = double.NaN;
        Refuses(() => Minimize.Lbfgs(one, [1, 2]), "parameters[0] must be finite*");

        static void Refuses(Func<object> action, string message) => action.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void A_network_is_trained_in_fewer_passes_than_by_gradient_descent()
    {
        var data = Dataset.Moons(100, 0.1, new Random(1));
        var model = new MLP(2, [8, 1], new Random(2), Activation.Tanh);
        var tape = Tape.Record(3, row => Loss.BinaryCrossEntropyWithLogits(model.Forward(row[..2])[0], (row[2] + 1) / 2)
            + 1e-3 * Loss.L2(model.Parameters));
        double[] rows = [.. Enumerable.Range(0, data.RowCount).SelectMany(r => data.Row(r).ToArray())];
        var result = Minimize.Lbfgs(tape, rows, new MinimizeOptions { MaxEvaluations = 200, GradientTolerance = 1e-5 });
        result.Value.Should().BeLessThan(0.15);
    }

    private static Node Entropy(Node a, Node b, Node c, ReadOnlySpan<Node> row) =>
        Loss.BinaryCrossEntropyWithLogits(a * row[0] + b * row[1] + c, row[2]) + 1e-3 * (a * a + b * b);

    private static Node Mean(ReadOnlySpan<Node> w)
    {
        var losses = new Node[Rows];
        for (int r = 0; r < Rows; r++) losses[r] = Entropy(w[0], w[1], w[2], [s_rows[3 * r], s_rows[3 * r + 1], s_rows[3 * r + 2]]);
        return Node.Sum(losses) / Rows;
    }

    private static double[] Points()
    {
        var random = new Random(7);
        double[] rows = new double[3 * Rows];
        for (int r = 0; r < Rows; r++)
        {
            var (x, y) = (4 * random.NextDouble() - 2, 4 * random.NextDouble() - 2);
            bool label = random.NextDouble() < 1 / (1 + Math.Exp(-(2 * x - y + 0.5)));
            (rows[3 * r], rows[3 * r + 1], rows[3 * r + 2]) = (x, y, label ? 1 : 0);
        }
        return rows;
    }

    private sealed class Regression
    {
        public Regression()
        {
            Node a = new(0, "slope0"), b = new(0, "slope1"), c = new(0);
            Parameters = [a, b, c];
            Tape = Tape.Record(3, row => Entropy(a, b, c, row));
            Tape.Parameters.Should().Equal(Parameters);
        }

        public Node[] Parameters { get; }

        public Tape Tape { get; }
    }
}
