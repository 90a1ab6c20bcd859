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
    public void A_pair_at_the_edge_of_being_kept_replaces_the_oldest_as_a_whole_or_not_at_all()
    {
        const int Count = 16;
        var random = new Random(1);
        for (int trial = 0; trial < 1000; trial++)
        {
            var pairs = new CorrectionPairs(capacity: 2, Count);
            for (int i = 1; i <= 2; i++) pairs.Add(new Iterate(Count), Point(_ => (i, 1)));
            // products of 1e16 and -1e16 cancel: what is left of their sum depends on its order
            pairs.Add(new Iterate(Count), Point(i => (1e23, 1e-7 * (i % 2 == 0 ? random.Next(-1, 2) : 1e-16 * random.Next(-1, 2)))));
            double[] oldest = [.. pairs.S(0)], newest = [.. pairs.S(1)];
            bool isKept = newest[0] == 1e23;
            oldest.Should().OnlyContain(number => number == (isKept ? 2 : 1));
            newest.Should().OnlyContain(number => number == (isKept ? 1e23 : 2));
            pairs.Product(0).Should().Be(Count * oldest[0]);
        }
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

    private static Iterate Point(Func<int, (double X, double Gradient)> at)
    {
        var point = new Iterate(16);
        for (int i = 0; i < point.X.Length; i++) (point.X[i], point.Gradient[i]) = at(i);
        return point;
    }

    private static Iterate At(double x, double gradient)
    {
        var point = new Iterate(1);
        (point.X[0], point.Gradient[0]) = (x, gradient);
        return point;
    }
}
