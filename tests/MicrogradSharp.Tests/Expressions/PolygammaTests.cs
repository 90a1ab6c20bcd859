using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class PolygammaTests
{
    [Theory]
    [InlineData(2, -0.236204051641727403)]
    [InlineData(3, 0.223905848817252051)]
    [InlineData(4, -0.313755999506731363)]
    [InlineData(5, 0.578569178567183485)]
    public void Every_derivative_of_trigamma_is_there(int order, double expected)
    {
        Node x = 2.5;
        var y = x.LogGamma();
        for (int n = 0; n <= order; n++) y = Differentiate.Gradient(y, x)[0];
        y.Data.ShouldAgree(expected, 1e-14);
        y.Value.Rule!.Symbol.Should().Be($"polygamma({order})");
    }

    [Fact]
    public void Its_slope_agrees_with_finite_differences()
    {
        foreach (double at in (double[])[0.7, 2.5, 12, -0.4, -3.3])
        {
            Node x = at;
            Polygamma.Of(2, x).Backward();
            double difference = Polygamma.Of(2, at + 1e-5).Data - Polygamma.Of(2, at - 1e-5).Data;
            x.Grad.ShouldBeNear(difference / 2e-5, 1e-6, $"at {at}");
        }
    }

    [Fact]
    public void A_tape_runs_it()
    {
        double[] at = [0.7, 2.5, -3.3, 40], y = Tape.Record(1, row => Polygamma.Of(3, row[0])).Evaluate(at);
        y.Should().Equal(at.Select(x => GammaFunction.Polygamma(3, x)));
    }
}
