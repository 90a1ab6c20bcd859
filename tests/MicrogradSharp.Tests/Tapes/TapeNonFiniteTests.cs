using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>NaN and ±∞ in rows and parameters.</summary>
public sealed class TapeNonFiniteTests
{
    private static readonly double[] s_numbers = [1.5, 0, -0.0, -2, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308];

    public static TheoryData<int> Specials => [.. Enumerable.Range(0, s_numbers.Length)];

    [Theory, MemberData(nameof(Specials))]
    public void Numbers_that_are_not_finite_go_through_the_rules_as_in_the_eager_engine(int special)
    {
        Node w = 0.5, b = -0.25;
        foreach (double[] rows in RowsWith(special, 1))
        {
            EagerRows.Check(1, row => (w * row[0] + b).ReLU(), rows);
            EagerRows.Check(1, row => (w * row[0] + b).Tanh(), rows);
            EagerRows.Check(1, row => w * row[0] - b / row[0], rows);
            EagerRows.Check(1, row => Node.Max(w * row[0], b, row[0]), rows);
        }
    }

    [Theory, MemberData(nameof(Specials))]
    public void A_guarded_pole_contributes_exactly_nothing(int special)
    {
        Node w = 0.5, b = 0.25;
        foreach (double[] rows in RowsWith(special, 1))
        {
            EagerRows.Check(1, row => Node.Where(row[0], (w * row[0]).Log(), b), rows);
            EagerRows.Check(1, row => Node.Where(row[0], w / row[0], b * row[0]), rows);
            EagerRows.Check(1, row => (w / row[0]).ReLU() * b, rows);
            EagerRows.Check(1, row => Node.Where(row[0], Node.Sum(w / row[0], b * row[0], 1), b), rows);
        }
    }

    [Theory, MemberData(nameof(Specials))]
    public void A_row_without_gradient_contributes_nothing_through_a_dense_layer(int special)
    {
        var model = new MLP(2, [4, 3, 1], random: new Random(5));
        foreach (double[] rows in RowsWith(special, 3))
        {
            EagerRows.Check(3, row => Node.Where(row[2], model.Forward(row[..2])[0], 1.0), rows);
            EagerRows.Check(3, row => (1 - row[2] * model.Forward(row[0], 1 / row[1])[0]).ReLU(), rows);
            EagerRows.Check(3, row => model.Forward(row[..2])[0], rows);
        }
    }

    [Fact]
    public void An_infinite_row_behind_a_guard_leaves_the_gradients_of_the_others()
    {
        Node w = 2.0, b = 1.0;
        var tape = Tape.Record(2, row => Node.Where(row[1], w * row[0] + b, 0.0));
        double[] gradient = new double[2];
        tape.Gradient([3, 1, double.PositiveInfinity, -1, 5, 1, double.NaN, 0], gradient).Should().Be(18.0 / 4);
        gradient.Should().Equal(2, 0.5);
    }

    [Fact]
    public void The_infinite_last_row_is_not_repeated_into_the_result()
    {
        Node w = 2.0;
        var tape = Tape.Record(2, row => Node.Where(row[1], w / row[0], row[0]));
        double[] gradient = new double[1];
        foreach (int count in (int[])[1, 2, 7, 8, 9, 17])
        {
            double[] rows = [.. Enumerable.Range(1, count).SelectMany(i => (double[])[i == count ? 0 : 1, i == count ? -1 : 1])];
            tape.Gradient(rows, gradient).Should().BeApproximately(2.0 * (count - 1) / count, 1e-14);
            gradient[0].Should().BeApproximately((count - 1.0) / count, 1e-14);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Parameters_that_are_not_finite_go_through_too(double number)
    {
        Node w = number, b = 0.5, v = 2.0;
        EagerRows.Check(2, row => Node.Where(row[1], (w * row[0] + b).Tanh(), v * row[0]), [1, 1, 2, -1, 0, 1, -3, 0]);
        EagerRows.Check(2, row => (w * (v * row[0] + b) + v * row[1]).ReLU(), [1, 1, 2, -1, 0, 1, -3, 0]);
        EagerRows.Check(2, row => Node.Where(row[1], (w * (v * row[0] + b).Tanh() + 1).ReLU(), v * row[0]), [1, -1, 2, -1, 0, -1, -3, 1]);
    }

    [Fact]
    public void A_dot_product_below_an_infinite_slope_is_a_sum_of_products_in_both_engines()
    {
        Node w = 3.0, v = 0.0;
        EagerRows.Check(1, row => Node.Dot([w], [row[0]]).Sqrt(), [0]);
        EagerRows.Check(1, row => Node.Dot([w, v], [row[0], row[0]]).Sqrt(), [0, 4]);
    }

    private static IEnumerable<double[]> RowsWith(int special, int columns)
    {
        foreach (int count in (int[])[1, 2, 9])
        {
            for (int place = 0; place < columns; place++)
            {
                var random = new Random(count);
                double[] rows = [.. Enumerable.Range(0, count * columns).Select(_ => random.NextDouble() + 0.5)];
                rows[(count - 1) * columns + place] = s_numbers[special];
                yield return rows;
                for (int other = 0; other < columns; other++)
                {
                    if (other == place) continue;
                    double[] negative = [.. rows];
                    negative[(count - 1) * columns + other] = -1;
                    yield return negative;
                }
            }
        }
    }
}
