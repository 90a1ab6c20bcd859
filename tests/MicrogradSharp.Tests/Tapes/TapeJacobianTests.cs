using CsCheck;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Tapes;

public sealed class TapeJacobianTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(129)]
    [InlineData(1_003)]
    public void Each_row_is_the_gradient_of_that_row_alone(int count)
    {
        Node b1 = 98.7, b2 = 10.4, b3 = 0.1;
        var tape = Tape.Record(2, row => b1 / (1 + (b2 - b3 * row[0]).Exp()) - row[1]);
        double[] rows = [.. Enumerable.Range(0, 2 * count).Select(i => 20 * Math.Sin(i))];
        double[] jacobian = new double[3 * count], one = new double[3];
        tape.Jacobian(rows, jacobian);
        for (int row = 0; row < count; row++)
        {
            tape.Gradient(rows.AsSpan(2 * row, 2), one);
            for (int p = 0; p < 3; p++) jacobian[3 * row + p].ShouldBeNear(one[p], 1e-13, $"row {row}, parameter {p}");
        }
    }

    [Fact]
    public void What_depends_on_parameters_alone_is_differentiated_for_each_row_too()
    {
        Node a = 0.7, b = -1.2, c = 2.0;
        EagerRows.Check(
            1,
            row => [(a * b).Tanh() * row[0] + (c.Pow(2) + a) * row[0].Sin(), a * b * c, row[0] / (a.Exp() + c)],
            [.. Enumerable.Range(0, 300).Select(i => Math.Cos(i) * 3)]);
    }

    [Fact]
    public void A_row_that_is_not_finite_leaves_the_others_as_they_are()
    {
        Node w = 2.0, v = 0.5;
        var tape = Tape.Record(1, row => Node.Where(row[0] - 1, w * row[0].Log(), v * row[0]));
        double[] rows = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? 0.0 : i % 50 == 1 ? double.PositiveInfinity : i)];
        double[] jacobian = new double[2 * rows.Length], alone = new double[2];
        tape.Jacobian(rows, jacobian);
        for (int row = 0; row < rows.Length; row++)
        {
            tape.Jacobian(rows.AsSpan(row, 1), alone);
            jacobian.AsSpan(2 * row, 2).ToArray().Should().Equal(alone, $"row {row} is {rows[row]}");
        }
        jacobian.AsSpan(0, 2).ToArray().Should().Equal([0, 0], "the branch of log 0 is not taken");
    }

    [Fact]
    public void A_row_has_the_same_derivatives_alone_and_among_others_to_the_last_bit()
    {
        Node a = 0.0, b = 0.0;
        var tape = Tape.Record(1, row => a.Cosh() * row[0] + b.SiLU() * row[0].Sin() + Node.LogSumExp([a, b]) * row[0].Exp());
        double[] rows = [.. Enumerable.Range(0, 11).Select(i => Math.Sin(i))];
        for (int k = 0; k < 100; k++)
        {
            (a.Data, b.Data) = (Math.Sin(k), Math.Cos(k));
            double[] jacobian = tape.Jacobian(rows);
            for (int row = 0; row < rows.Length; row++)
            {
                tape.Jacobian(rows.AsSpan(row, 1)).Should().Equal(jacobian[(2 * row)..(2 * row + 2)], $"row {row} at {a.Data}, {b.Data}");
            }
        }
    }

    [Fact]
    public void A_network_with_many_parameters_fits_in_its_blocks()
    {
        var model = new MLP(3, [40, 40, 2], activation: Activation.Tanh, random: new Random(1));
        EagerRows.Check(
            3,
            row => model.Forward(row),
            [.. Enumerable.Range(0, 3 * 20).Select(i => Math.Sin(i))],
            new TapeOptions { MaxDegreeOfParallelism = 3 });
    }

    [Fact]
    public void The_Hessian_of_the_mean_is_the_mean_of_the_Hessians() => RandomGraph.Gen.Sample(
        random =>
        {
            Node[] leaves = [.. random.Leaves.Select(leaf => (Node)leaf)];
            double[] rows = [0.3, -1.1, 0.8];
            Node Row(ReadOnlySpan<Node> x, Node row) => random.Build([.. x[..^1], x[^1] * row]);

            var tape = Tape.Record(1, row => Row(leaves, row[0]));
            double[,] hessian = tape.Hessian(rows);
            var each = rows.Select(row => Differentiate.Hessian(x => Row(x, row), random.Leaves)).ToArray();
            int[] places = [.. tape.Parameters.Select(parameter => Array.IndexOf(leaves, parameter))];
            for (int i = 0; i < places.Length; i++)
            {
                for (int k = 0; k < places.Length; k++)
                {
                    double[] parts = [.. each.Select(one => one[places[i], places[k]])];
                    double scale = parts.Select(Math.Abs).Append(1).Max();
                    if (double.IsFinite(scale)) (hessian[i, k] / scale).ShouldBeNear(parts.Average() / scale, 1e-9, $"{i}, {k}");
                    hessian[i, k].Equals(hessian[k, i]).Should().BeTrue("the Hessian is symmetric to the last bit");
                }
            }
        },
        iter: 300);

    [Fact]
    public void The_Hessian_follows_the_parameters_and_leaves_gradients_alone()
    {
        Node a = 2.0, b = 3.0, unused = 5.0;
        var tape = Tape.Record(1, row => (a * row[0] + b).Pow(3) + 0 * unused);
        a.Grad = 7;
        Hessian(tape, 2).Should().Equal(6 * 7 * 4, 6 * 7 * 2, 0, 6 * 7 * 2, 6 * 7, 0, 0, 0, 0);
        b.Data = -4;
        Hessian(tape, 2).Should().Equal([0, 0, 0, 0, 0, 0, 0, 0, 0], "6 (a x + b) is 0 there");
        a.Grad.Should().Be(7);

        static double[] Hessian(Tape tape, double row) => [.. tape.Hessian([row]).Cast<double>()];
    }

    [Fact]
    public void A_Jacobian_allocates_nothing_after_the_first()
    {
        Node a = 2.0, b = 3.0;
        // no tanh: before the runtime optimises a method, reading its constants allocates
        var tape = Tape.Record(1, row => (a * row[0] + b).Pow(2), new TapeOptions { MaxDegreeOfParallelism = 1 });
        double[] rows = new double[1_000], outputs = new double[1_000], jacobian = new double[2_000];
        Allocated.By(() => tape.ValuesAndJacobian(rows, outputs, jacobian)).Should().Be(0);
    }
}
