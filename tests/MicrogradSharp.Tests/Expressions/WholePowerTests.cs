using System.Numerics;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class WholePowerTests
{
    [Fact]
    public void It_is_the_power_times_the_factor()
    {
        for (int n = -WholePower.Limit; n <= WholePower.Limit; n++)
        {
            foreach (double x in new[] { 0.3, -0.3, 1, -1, 2.5, -2.5, 0 })
            {
                new WholePower(n, 3).Of(new Vector<double>(x))[0].ShouldAgree(3 * Math.Pow(x, n), 1e-14, because: $"{x} to the {n}");
            }
        }
    }
}
