namespace MicrogradSharp.Tests.Expressions;

/// <summary>A slope of 0 has the same effect on an infinite gradient, however a derivative is computed.</summary>
public sealed class ZeroSlopeTests
{
    private static readonly (string Name, Func<Node[], Node> Function, double[] At, bool Stops)[] s_all =
    [
        ("a * b", x => x[0] * x[1], [0, 3], false),
        ("product of 2", x => Node.Product(x), [0, 3], false),
        ("product of 3", x => Node.Product(x), [0, 3, 1], false),
        ("dot", x => Node.Dot([x[0]], [x[1]]), [0, 3], false),
        ("a / b", x => x[1] / x[0], [double.PositiveInfinity, 3], false),
        ("norm", x => Node.Norm(x), [3, 0], false),
        ("logsumexp", x => Node.LogSumExp(x), [2000, 0], false),
        ("power", x => x[1].Pow(x[0]), [2, 0], false),
        ("square", x => x[1].Pow(2), [1, 0], false),
        ("abs", x => x[1].Abs(), [1, 0], false),
        ("tanh", x => x[1].Tanh(), [1, 50], false),
        ("sigmoid", x => x[1].Sigmoid(), [1, -1000], false),
        ("exp", x => x[1].Exp(), [1, -1000], false),
        ("leaky relu", x => x[1].LeakyReLU(0), [1, -1], false),
        ("relu", x => x[1].ReLU(), [1, -1], true),
        ("max", x => Node.Max(x), [2, 1], true),
        ("min", x => Node.Min(x), [1, 2], true),
        ("where", x => Node.Where(x[0], x[0], x[1]), [1, 2], true),
        ("floor", x => x[1].Floor(), [1, 2], true),
        ("sign", x => x[1].Sign(), [1, 2], true),
        ("clamp", x => x[1].Clamp(-1, 1), [1, 2], true),
        ("hypot", x => Node.Hypot(x[0], x[1]), [2, 0], false),
        ("constant power", x => x[1].Pow(0), [1, 0], true),
        ("a user's gate", x => Node.From(new Gate(stops: true), x[1]), [1, -1], true),
        ("a user's ramp", x => Node.From(new Gate(stops: false), x[1]), [1, -1], false),
        ("a user's choice of two", x => Node.From(new First(stops: true), x), [1, 2], true),
        ("a user's blend of two", x => Node.From(new First(stops: false), x), [1, 2], false),
        ("a user's choice of many", x => Node.From(new FirstOfMany(stops: true), x), [1, 2, 3], true),
        ("a user's blend of many", x => Node.From(new FirstOfMany(stops: false), x), [1, 2, 3], false),
        ("a user's rule", x => Node.From(new Straight(stops: true), x), [1, 2], true),
        ("a user's own product", x => Node.From(new Straight(stops: false), x), [1, 2], false),
    ];

    public static TheoryData<string> Names => [.. s_all.Select(one => one.Name)];

    // In each of them, the slope for input 1 is 0.

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_way_to_a_derivative_agrees(string name)
    {
        var (function, at, expected) = Find(name);
        Eager(function, at).Should().Be(expected);
        Retained(function, at).Should().Be(expected, "a retained graph agrees");
        InNodes(function, at).Should().Be(expected, "the gradient as a graph agrees");
        InForwardMode(function, at).Should().Be(expected, "forward mode agrees");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_tape_agrees(string name)
    {
        var (function, at, expected) = Find(name);
        foreach (int rows in (int[])[1, 2, 8, 9, 100]) OnATape(function, at, rows).Should().Be(expected, $"of {rows} rows");
        OfParametersAlone(function, at).Should().Be(expected, "parameters alone are computed once");
        ThatHoldsTheGradient(function, at).Should().Be(expected, "it holds the gradient as a graph");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_finite_gradient_is_multiplied_as_usual(string name)
    {
        var (function, at, _) = Find(name);
        var x = Leaves(at);
        function(x).Backward(-2);
        x[1].Grad.Should().Be(0);
    }

    [Fact]
    public void Products_are_alike_whatever_the_number_of_their_factors()
    {
        foreach (double b in (double[])[0, 3])
        {
            double[] expected = Gradients(x => x[0] * x[1]);
            Gradients(x => Node.Product(x)).Should().Equal(expected);
            Gradients(x => Node.Product(x[0], x[1], 1)).Should().Equal(expected);
            Gradients(x => Node.Dot([x[0]], [x[1]])).Should().Equal(expected);

            double[] Gradients(Func<Node[], Node> product)
            {
                var x = Leaves([0, b]);
                product(x).Backward(double.PositiveInfinity);
                return [x[0].Grad, x[1].Grad];
            }
        }
    }

    [Fact]
    public void What_was_not_chosen_stays_out_of_every_further_derivative()
    {
        Node x = -1.0;
        var y = Node.From(new Gate(stops: true), x) * double.PositiveInfinity;
        for (int order = 1; order < 4; order++)
        {
            y = Differentiate.Gradient(y, x)[0];
            y.Data.Should().Be(0, $"order {order}");
        }
    }

    private static (Func<Node[], Node> Function, double[] At, double Expected) Find(string name)
    {
        var (_, function, at, stops) = s_all.Single(one => one.Name == name);
        return (function, at, stops ? 0 : double.NaN);
    }

    private static double Eager(Func<Node[], Node> function, double[] at)
    {
        var x = Leaves(at);
        function(x).Backward(double.PositiveInfinity);
        return x[1].Grad;
    }

    private static double Retained(Func<Node[], Node> function, double[] at)
    {
        var x = Leaves([.. at.Select(_ => 0.5)]);
        var graph = new Graph(function(x) * double.PositiveInfinity);
        for (int i = 0; i < x.Length; i++) x[i].Data = at[i];
        graph.Forward();
        graph.Backward();
        return x[1].Grad;
    }

    private static double InNodes(Func<Node[], Node> function, double[] at)
    {
        var x = Leaves(at);
        Node infinite = double.PositiveInfinity;
        return Differentiate.Gradient(function(x) * infinite, x)[1].Data;
    }

    /// <summary>The value of input 1 is finite, but its change is infinite, as for a root at 0.</summary>
    private static double InForwardMode(Func<Node[], Node> function, double[] at) => Differentiate.DirectionalDerivative(
        zero =>
        {
            var x = Leaves(at);
            x[1] += zero[0].Sqrt();
            return function(x);
        },
        [0.0],
        [1.0]);

    private static double OnATape(Func<Node[], Node> function, double[] at, int rows)
    {
        var x = Leaves(at);
        var tape = Tape.Record(1, row =>
        {
            var zero = row[0];
            return function([.. x.Select(leaf => leaf + zero)]) * double.PositiveInfinity;
        });
        tape.Backward(new double[rows]);
        return x[1].Grad;
    }

    private static double OfParametersAlone(Func<Node[], Node> function, double[] at)
    {
        var x = Leaves(at);
        Tape.Record(1, row => function(x) * double.PositiveInfinity + row[0]).Backward([1.0]);
        return x[1].Grad;
    }

    private static double ThatHoldsTheGradient(Func<Node[], Node> function, double[] at)
    {
        var tape = Tape.Record(at.Length + 1, row => Differentiate.Gradient(function(row[..^1].ToArray()) * row[^1], row)[1]);
        double[] slope = new double[1];
        tape.Evaluate([.. at, double.PositiveInfinity], slope);
        return slope[0];
    }

    private static Node[] Leaves(double[] at) => [.. at.Select(number => new Node(number))];

    /// <summary>x where x &gt; 0, 0 otherwise.</summary>
    private sealed class Gate(bool stops) : UnaryExpr
    {
        public override string Symbol => "gate";

        public override bool ZeroSlopeStopsGradient => stops;

        protected override double Evaluate(double x) => x > 0 ? x : 0;

        protected override double Slope(double x, double y) => x > 0 ? 1 : 0;

        protected override Node Slope(Node x, Node y) => Node.Where(x, 1, 0);
    }

    private sealed class First(bool stops) : BinaryExpr
    {
        public override string Symbol => "first";

        public override bool ZeroSlopeStopsGradient => stops;

        protected override double Evaluate(double left, double right) => left;

        protected override (double Left, double Right) Slopes(double left, double right, double y) => (1, 0);

        protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (1, 0);
    }

    private sealed class FirstOfMany(bool stops) : NaryExpr
    {
        public override string Symbol => "first of many";

        public override bool ZeroSlopeStopsGradient => stops;

        protected override double Evaluate(ReadOnlySpan<double> x) => x[0];

        protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
        {
            slopes.Clear();
            slopes[0] = 1;
        }

        protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
        {
            slopes.Fill(0);
            slopes[0] = 1;
        }
    }

    /// <summary>The first input, which implements the interface directly.</summary>
    private sealed class Straight(bool stops) : IBackward
    {
        public string Symbol => "straight";

        public bool ZeroSlopeStopsGradient => stops;

        public double Forward(Value output) => output.Inputs[0].Data;

        public void Backward(Value output)
        {
            output.Inputs[0].Grad += output.Grad;
            if (!stops) output.Inputs[1].Grad += 0 * output.Grad;
        }

        public Node[] SlopesInNodes(Value output) => [1, 0];
    }
}
