namespace MicrogradSharp.Tests.Expressions;

public sealed class RowArithmeticTests
{
    private const int Longest = 67;     // more than four vectors of 8, and a rest

    [Fact]
    public void A_sum_has_every_row_of_any_length()
    {
        for (int length = 0; length <= Longest; length++)
        {
            double[] x = Numbers(length);
            RowArithmetic.Sum(x).Should().Be(x.Sum(), $"whole numbers have an exact sum, here of {length}");
        }
    }

    [Fact]
    public void A_number_that_is_not_finite_is_found_at_any_place()
    {
        for (int length = 1; length <= Longest; length++)
        {
            double[] x = Numbers(length);
            RowArithmetic.AreFinite(x).Should().BeTrue();
            for (int i = 0; i < length; i++)
            {
                foreach (double number in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
                {
                    double[] spoilt = [.. x];
                    spoilt[i] = number;
                    RowArithmetic.AreFinite(spoilt).Should().BeFalse($"number {i} of {length} is {number}");
                }
            }
        }
        RowArithmetic.AreFinite([]).Should().BeTrue();
        RowArithmetic.AreFinite([double.MaxValue, -double.MaxValue]).Should().BeTrue();
    }

    [Fact]
    public void A_negative_number_is_found_at_any_place()
    {
        for (int length = 1; length <= Longest; length++)
        {
            double[] x = Numbers(length);
            RowArithmetic.AreAtLeastZero(x).Should().BeTrue();
            for (int i = 0; i < length; i++)
            {
                foreach (double number in (double[])[-double.Epsilon, double.NegativeInfinity, double.NaN])
                {
                    double[] spoilt = [.. x];
                    spoilt[i] = number;
                    RowArithmetic.AreAtLeastZero(spoilt).Should().BeFalse($"number {i} of {length} is {number}");
                }
            }
        }
        RowArithmetic.AreAtLeastZero([0.0, -0.0, double.PositiveInfinity]).Should().BeTrue();
    }

    [Fact]
    public void Sums_differences_and_products_are_those_of_each_row()
    {
        for (int length = 0; length <= Longest; length++)
        {
            double[] x = Numbers(length), y = [.. x.Reverse()], result = new double[length];
            RowArithmetic.Add(x, y, result);
            result.Should().Equal(x.Zip(y, (a, b) => a + b));
            RowArithmetic.Add(x, 0.5, result);
            result.Should().Equal(x.Select(a => a + 0.5));
            RowArithmetic.Subtract(x, y, result);
            result.Should().Equal(x.Zip(y, (a, b) => a - b));
            RowArithmetic.Multiply(x, y, result);
            result.Should().Equal(x.Zip(y, (a, b) => a * b));
        }
    }

    private static double[] Numbers(int length) => [.. Enumerable.Range(1, length).Select(i => (double)i)];
}
