using CsCheck;

namespace MicrogradSharp.Tests.Contracts;

/// <summary>
/// The tests that every operator must pass. The test class of an operator lists its function, its domain and its special points.
/// </summary>
/// <typeparam name="TExpr">The operator's rule.</typeparam>
public abstract class OperatorContract<TExpr> : IOperatorExample
    where TExpr : Expr
{
    private static readonly double s_step = Math.Cbrt(Math.BitIncrement(1) - 1);

    protected abstract Node Apply(Node[] x);

    /// <summary>The names of the operator in the reference values.</summary>
    protected virtual string[] ReferenceNames => [];

    /// <summary>The numbers of inputs to try.</summary>
    protected virtual int[] InputCounts => [1];

    /// <summary>The range of random inputs.</summary>
    protected virtual (double Low, double High) Domain => (-3, 3);

    /// <summary>Whether finite differences are valid around a point, that is, away from kinks.</summary>
    protected virtual bool IsSmoothAt(double[] x) => true;

    /// <summary>
    /// How far apart two correct values may be where terms cancel; default 0, for operators whose terms are always added in the same order.
    /// </summary>
    protected virtual double RoundingAt(double[] x) => 0;

    /// <summary>The same for slopes.</summary>
    protected virtual double SlopeRoundingAt(double[] x) => 0;

    /// <summary>A point that the operator accepts, for one that it may not; default the point itself.</summary>
    protected virtual double[] Valid(double[] x) => x;

    /// <summary>Values and slopes at special points.</summary>
    protected virtual SpecialCase[] SpecialCases => [];

    /// <summary>Other ways to write the operator.</summary>
    protected virtual Identity[] Identities => [];

    [Fact]
    public void Its_rule_is_the_one_in_its_file()
    {
        foreach (int n in InputCounts)
        {
            var y = Apply(Leaves(Valid([.. Enumerable.Repeat(1.5, n)])));
            y.Value.Rule.Should().BeOfType<TExpr>();
            y.Value.Rule!.Symbol.Should().NotBeNullOrWhiteSpace();
            y.Value.Inputs.Length.Should().Be(n);
        }
    }

    [Fact]
    public void Slopes_agree_with_finite_differences()
    {
        ForRandomInputs(x =>
        {
            if (!IsSmoothAt(x)) return;
            double[] gradient = Gradient(x);
            for (int i = 0; i < x.Length; i++)
            {
                gradient[i].ShouldBeNear(CentralDifference(x, i), 1e-6, $"slope {i} at ({string.Join(", ", x)})");
            }
        });
    }

    [Fact]
    public void The_same_node_in_every_place_gets_the_sum_of_the_slopes()
    {
        ForRandomInputs(x =>
        {
            Array.Fill(x, x[0]);
            Node shared = x[0];
            var y = Apply([.. Enumerable.Repeat(shared, x.Length)]);
            y.Backward();
            shared.Grad.ShouldBeNear(Gradient(x).Sum(), 1e-13, $"aliased at {x[0]}");
        });
    }

    [Fact]
    public void Values_and_slopes_agree_with_the_reference()
    {
        foreach (string name in ReferenceNames) CheckReference(name, Apply);
    }

    [Fact]
    public void Special_cases_hold()
    {
        foreach (var c in SpecialCases) CheckCase(c, Apply, tolerance: 1e-13, nothing: 0);
    }

    [Fact]
    public void Identities_hold_for_values_and_gradients()
    {
        foreach (var identity in Identities)
        {
            ForRandomInputs(x =>
            {
                if (!IsSmoothAt(x)) return;
                var (left, right) = (Leaves(x), Leaves(x));
                var (y, z) = (identity.Left(left), identity.Right(right));
                y.Backward();
                z.Backward();
                y.Data.ShouldBeNear(z.Data, 1e-13, $"{identity.Name} at ({string.Join(", ", x)})");
                for (int i = 0; i < x.Length; i++)
                {
                    left[i].Grad.ShouldBeNear(right[i].Grad, 1e-12, $"gradient {i} of {identity.Name} at ({string.Join(", ", x)})");
                }
            });
        }
    }

    [Fact]
    public void A_retained_graph_gives_the_same_bits_as_a_new_one()
    {
        ForRandomInputs(x =>
        {
            var leaves = Leaves(Valid([.. x.Select(_ => 0.5)]));
            var y = Apply(leaves);
            var graph = new Graph(y);
            for (int i = 0; i < x.Length; i++) leaves[i].Data = x[i];
            graph.Forward().Should().Be(Apply(Leaves(x)).Data);
            graph.Backward();
            leaves.Select(leaf => leaf.Grad).Should().Equal(Gradient(x));
        });
    }

    [Fact]
    public void A_zero_gradient_from_above_contributes_exactly_zero()
    {
        double[] awkward = [0, -0.0, 1, -1, -2.5, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        foreach (int n in InputCounts)
        {
            foreach (double number in awkward)
            {
                var x = Leaves(Valid([.. Enumerable.Repeat(number, n)]));
                Node never = 0.0;
                Node.Where(never, Apply(x), 1.0).Backward();
                x.Select(leaf => leaf.Grad).Should().OnlyContain(gradient => gradient == 0, $"the branch with {number} was not taken");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(100)]
    public void Its_rule_over_rows_agrees_with_its_rule_for_one(int rows)
    {
        var random = new Random(rows);
        double[] gradient = [.. Enumerable.Range(0, rows).Select(r => r % 3 == 1 ? 0 : 4 * random.NextDouble() - 2)];
        foreach (int n in InputCounts)
        {
            RowsContract.Check(Apply, [.. Enumerable.Range(0, rows).Select(_ => RandomPoint(random, n))], gradient, RoundingAt);
        }
    }

    [Fact]
    public void Its_rule_over_rows_agrees_at_the_awkward_points()
    {
        var random = new Random(1);
        double[] gradients = [0, 1, -1.5, double.PositiveInfinity];
        foreach (int n in InputCounts)
        {
            var points = AwkwardPoints(random, n);
            foreach (double gradient in gradients) RowsContract.Check(Apply, [.. points], [.. points.Select(_ => gradient)], RoundingAt);
        }
    }

    [Fact]
    public void Its_rule_over_rows_agrees_over_the_whole_range_of_doubles()
    {
        foreach (int n in InputCounts) RowsSweep.Check(Apply, n, RoundingAt, SlopeRoundingAt, Valid);
    }

    [Fact]
    public void Its_slopes_in_nodes_are_its_slopes()
    {
        var random = new Random(2);
        foreach (int n in InputCounts)
        {
            var points = AwkwardPoints(random, n);
            points.AddRange(Enumerable.Range(0, 100).Select(_ => RandomPoint(random, n)));
            foreach (double[] point in points)
            {
                var y = Apply(Leaves(point)).Value;
                double[] slopes = LocalSlopes.Of(y);
                var nodes = y.Rule!.SlopesInNodes(y);
                nodes.Should().HaveCount(n);
                for (int i = 0; i < n; i++)
                {
                    nodes[i].Data.ShouldAgree(slopes[i], 1e-12, 1e-300, $"slope {i} of {y.Rule} at ({string.Join(", ", point)})");
                }
            }
        }
    }

    [Fact]
    public void Its_slopes_in_nodes_record_on_a_tape()
    {
        var random = new Random(3);
        foreach (int n in InputCounts.Where(n => n < 20))
        {
            Node[] Slopes(ReadOnlySpan<Node> x)
            {
                var y = Apply(x.ToArray()).Value;
                return y.Rule!.SlopesInNodes(y);
            }
            var tape = Tape.Record(n, Slopes);
            double[][] points = [.. AwkwardPoints(random, n), .. Enumerable.Range(0, 20).Select(_ => RandomPoint(random, n))];
            double[] recorded = new double[points.Length * n];
            tape.Evaluate([.. points.SelectMany(point => point)], recorded);
            for (int r = 0; r < points.Length; r++)
            {
                var eager = Slopes(Leaves(points[r]));
                for (int i = 0; i < n; i++)
                {
                    recorded[r * n + i].ShouldAgree(eager[i].Data, 1e-12, 1e-12, $"slope {i} at ({string.Join(", ", points[r])})");
                }
            }
        }
    }

    [Fact]
    public void Second_derivatives_agree_with_finite_differences_of_the_first()
    {
        foreach (int n in InputCounts)
        {
            Gen.Select(Gen.Double[Domain.Low, Domain.High].Array[n], Gen.Double[-1, 1].Array[n]).Sample(
                (x, direction) =>
                {
                    if (!IsSmoothAt(x)) return;
                    double[] second = Differentiate.HessianVectorProduct(leaves => Apply(leaves.ToArray()), x, direction);
                    double[] above = Gradient([.. x.Zip(direction, (number, d) => number + s_step * d)]);
                    double[] below = Gradient([.. x.Zip(direction, (number, d) => number - s_step * d)]);
                    for (int i = 0; i < n; i++)
                    {
                        second[i].ShouldBeNear(
                            (above[i] - below[i]) / (2 * s_step),
                            2e-6,
                            $"second derivative {i} at ({string.Join(", ", x)}) along ({string.Join(", ", direction)})");
                    }
                },
                iter: 50);
        }
    }

    IReadOnlyList<int> IOperatorExample.Counts => InputCounts;

    Node IOperatorExample.Of(Node[] leaves) => Apply(leaves);

    IEnumerable<double[]> IOperatorExample.Points(int inputs)
    {
        var random = new Random(inputs);
        var reference = ReferenceNames.SelectMany(ReferenceValues.Operator).Select(c => c.Inputs).Where(x => x.Length == inputs);
        var drawn = Enumerable.Range(0, 100).Select(_ => RandomPoint(random, inputs));
        return [.. AwkwardPoints(random, inputs), .. drawn, .. reference];
    }

    (double Value, double Slope) IOperatorExample.Rounding(double[] point) => (RoundingAt(point), SlopeRoundingAt(point));

    Node IOperatorExample.Example() => Apply(Leaves(Valid([.. Enumerable.Repeat(1.5, InputCounts.Max())])));

    private protected static void CheckReference(string name, Func<Node[], Node> apply)
    {
        var cases = ReferenceValues.Operator(name).ToArray();
        cases.Should().NotBeEmpty($"the reference values know {name}");
        foreach (var c in cases) CheckCase(c, apply, tolerance: 1e-11, nothing: 1e-16);
    }

    private static void CheckCase(SpecialCase expected, Func<Node[], Node> apply, double tolerance, double nothing)
    {
        string at = $"at ({string.Join(", ", expected.Inputs)})";
        var leaves = Leaves(expected.Inputs);
        var y = apply(leaves);
        y.Backward();
        y.Data.ShouldAgree(expected.Output, tolerance, nothing, $"value {at}");
        for (int i = 0; i < leaves.Length; i++) leaves[i].Grad.ShouldAgree(expected.Slopes[i], tolerance, nothing, $"slope {i} {at}");
    }

    private static Node[] Leaves(IEnumerable<double> numbers) => [.. numbers.Select(number => (Node)number)];

    private void ForRandomInputs(Action<double[]> check)
    {
        foreach (int n in InputCounts)
        {
            Gen.Double[Domain.Low, Domain.High].Array[n].Sample(x => check(Valid(x)), iter: 200);
        }
    }

    private List<double[]> AwkwardPoints(Random random, int n)
    {
        double[] numbers = RowsContract.AwkwardNumbers;
        var points = new List<double[]>();
        foreach (double first in numbers)
        {
            foreach (double second in n == 1 ? [first] : numbers)
            {
                double[] mixed = RandomPoint(random, n);
                (mixed[^1], mixed[0]) = (second, first);
                points.Add(mixed);
                if (n > 2) points.Add([.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? first : second)]);
            }
        }
        return points.ConvertAll(Valid);
    }

    private double[] RandomPoint(Random random, int n) =>
        Valid([.. Enumerable.Range(0, n).Select(_ => Domain.Low + (Domain.High - Domain.Low) * random.NextDouble())]);

    private double[] Gradient(double[] x)
    {
        var leaves = Leaves(x);
        Apply(leaves).Backward();
        return [.. leaves.Select(leaf => leaf.Grad)];
    }

    private double CentralDifference(double[] x, int i)
    {
        double step = s_step * Math.Max(1, Math.Abs(x[i]));
        double[] above = [.. x], below = [.. x];
        above[i] += step;
        below[i] -= step;
        return (Apply(Leaves(above)).Data - Apply(Leaves(below)).Data) / (above[i] - below[i]);
    }
}
