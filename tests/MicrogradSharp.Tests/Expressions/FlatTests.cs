using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class FlatTests
{
    private static readonly Flat[] s_all = [Flat.Step, Flat.Held];

    [Theory]
    [InlineData(-2.5, 0)]
    [InlineData(1e-300, 1)]
    [InlineData(0, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, 1)]
    public void Its_values_are_the_slopes_that_they_stand_for(double x, double step)
    {
        Node.From(Flat.Step, x).Data.Should().Be(step);
        Node.From(Flat.Held, x).Data.Should().Be(x);
    }

    [Fact]
    public void Nothing_flows_back_through_it_whatever_comes()
    {
        foreach (var flat in s_all)
        {
            foreach (double seed in (double[])[1, double.PositiveInfinity, double.NaN])
            {
                Node x = 0.5;
                Node.From(flat, x).Backward(seed);
                x.Grad.Should().Be(0, $"{flat} under {seed}");
            }
        }
    }

    [Fact]
    public void It_ends_the_path_of_a_derivative_in_nodes()
    {
        foreach (var flat in s_all)
        {
            Node x = 0.5;
            flat.IsFlat.Should().BeTrue();
            Node.From(flat, x).Value.Rule!.SlopesInNodes(Node.From(flat, x).Value).Should().ContainSingle().Which.Data.Should().Be(0);
            var gradient = Differentiate.Gradient(x * Node.From(flat, x), x)[0];
            gradient.Value.Rule.Should().BeSameAs(flat, "the product's slope is all that is left");
        }
        Node at = 3.0;
        Differentiate.Gradient(Differentiate.Gradient(at.Abs(), at)[0], at)[0].Data.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Its_rule_over_rows_is_its_rule_for_one(int rows)
    {
        foreach (var flat in s_all)
        {
            double[][] points = [.. RowsContract.AwkwardNumbers.Take(rows == 1 ? 1 : 100).Select(number => (double[])[number])];
            RowsContract.Check(x => Node.From(flat, x[0]), points, [.. points.Select((_, r) => r % 3 - 1.0)]);
        }
    }

    [Fact]
    public void Its_rule_over_rows_agrees_over_the_whole_range_of_doubles()
    {
        foreach (var flat in s_all) RowsSweep.Check(x => Node.From(flat, x[0]));
    }

    [Fact]
    public void A_tape_runs_it()
    {
        var tape = Tape.Record(1, row => new[] { Node.From(Flat.Step, row[0]), Node.From(Flat.Held, row[0]) });
        double[] outputs = new double[6];
        tape.Evaluate([-2, 0, 5], outputs);
        outputs.Should().Equal(0, -2, 0, 0, 1, 5);
    }
}
