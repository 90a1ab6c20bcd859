using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class TrigonometryTests
{
    private delegate void OverRows(ReadOnlySpan<double> x, Span<double> y);

    [Fact]
    public void Near_every_quarter_turn_the_digits_stay()
    {
        double[] turns =
        [
            .. Enumerable.Range(1, 200_000).Select(n => 5 * n * (Math.PI / 2)), Trigonometry.Limit, Math.BitIncrement(Trigonometry.Limit),
        ];
        Compare(Trigonometry.Sin, Math.Sin, turns);
        Compare(Trigonometry.Cos, Math.Cos, turns);
        Compare(Trigonometry.Tan, Math.Tan, turns);
    }

    [Fact]
    public void A_large_row_leaves_the_bits_of_its_neighbours_alone()
    {
        double[] near = [.. Enumerable.Range(0, 1000).Select(i => 0.05 * i)], mixed = [.. near.Select((x, r) => r % 4 == 1 ? 1e300 : x)];
        foreach (var rule in (OverRows[])[Trigonometry.Sin, Trigonometry.Cos, Trigonometry.Tan])
        {
            double[] y = new double[near.Length], ofMixed = new double[near.Length];
            rule(near, y);
            rule(mixed, ofMixed);
            ofMixed.Where((_, r) => r % 4 != 1).Should().Equal(y.Where((_, r) => r % 4 != 1));
            ofMixed[1].Should().NotBe(double.NaN);
        }
    }

    private static void Compare(OverRows rule, Func<double, double> scalar, double[] x)
    {
        double[] y = new double[x.Length];
        rule(x, y);
        for (int r = 0; r < x.Length; r++) y[r].ShouldAgree(scalar(x[r]), 1e-15, because: $"at {x[r]:R}");
    }
}
