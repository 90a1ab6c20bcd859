using MicrogradSharp.Optim.Minimizing;

namespace MicrogradSharp.Tests.Optim;

public sealed class CorrectionPairsTests
{
    [Fact]
    public void A_step_of_negative_or_no_curvature_is_not_kept_and_replaces_nothing()
    {
        var pairs = new CorrectionPairs(capacity: 2, count: 1);
        pairs.Add(At(0, 0), At(1, -3));
        pairs.Add(At(0, 0), At(1, 0));
        pairs.Count.Should().Be(0);
        pairs.Add(At(0, 0), At(1, 2));
        pairs.Add(At(0, 0), At(1, 3));
        pairs.Add(At(0, 0), At(1, -3));
        pairs.Count.Should().Be(2);
        pairs.Theta.Should().Be(3);
        pairs.Product(0).Should().Be(2);
        pairs.Y(0)[0].Should().Be(2);
        pairs.Y(1)[0].Should().Be(3);
    }

    [Fact]
    public void Without_pairs_the_direction_is_steepest_descent_again()
    {
        var pairs = new CorrectionPairs(capacity: 2, count: 1);
        pairs.Add(At(0, 0), At(1, 4));
        double[] direction = new double[1];
        pairs.Direction([8], direction);
        direction[0].Should().Be(-2);
        pairs.Clear();
        pairs.Direction([8], direction);
        direction[0].Should().Be(-8);
    }

    private static Iterate At(double x, double gradient)
    {
        var point = new Iterate(1);
        (point.X[0], point.Gradient[0]) = (x, gradient);
        return point;
    }
}
