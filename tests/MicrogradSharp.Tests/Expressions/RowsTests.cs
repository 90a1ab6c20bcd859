using System.Numerics;

namespace MicrogradSharp.Tests.Expressions;

public sealed class RowsTests
{
    [Fact]
    public void Every_row_is_mapped_once_whatever_the_length()
    {
        for (int length = 0; length <= 40; length++)
        {
            double[] x = [.. Enumerable.Range(1, length).Select(i => (double)i)];
            double[] y = [.. x.Select(number => 10 * number)];
            double[] result = new double[length + 1];
            result[length] = -1;
            Rows.Map(default(Difference), y, x, result.AsSpan(0, length));
            result[..length].Should().Equal(x.Select(number => 9 * number));
            result[length].Should().Be(-1, "nothing is written behind the end");
        }
    }

    [Fact]
    public void The_result_may_be_written_over_an_operand()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7], y = [7, 6, 5, 4, 3, 2, 1];
        Rows.Map(default(Difference), x, y, x);
        x.Should().Equal(-6, -4, -2, 0, 2, 4, 6);
    }

    private readonly struct Difference : Rows.IBinary
    {
        public Vector<double> Of(Vector<double> x, Vector<double> y) => x - y;
    }
}
