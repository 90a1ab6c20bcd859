using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.LinearAlgebra;

public sealed class CompensatedSumTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1001)]
    public void What_cancels_leaves_the_small_terms(int length)
    {
        double[] x = new double[2 * length + 1], y = new double[2 * length + 1];
        for (int i = 0; i < length; i++)
        {
            (x[i], y[i]) = (1e8 + i / 3.0, 1e7 + i / 7.0);
            (x[length + i], y[length + i]) = (-x[i], y[i]);
        }
        (x[^1], y[^1]) = (1e-3, 3);
        CompensatedSum.Dot(x, y).ShouldAgree(0.003, 1e-10);
    }
}
