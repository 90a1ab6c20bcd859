using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class InitializerTests
{
    public static TheoryData<Initializer, double, double> Deviations => new()
    {
        { Initializer.Micrograd, 1 / Math.Sqrt(3), 1 },
        { Initializer.Uniform(-0.5, 0.5), 0.5 / Math.Sqrt(3), 0.5 },
        { Initializer.Normal(0.3), 0.3, double.PositiveInfinity },
        { Initializer.XavierUniform, Math.Sqrt(2.0 / 14), Math.Sqrt(6.0 / 14) },
        { Initializer.XavierNormal, Math.Sqrt(2.0 / 14), double.PositiveInfinity },
        { Initializer.HeUniform, Math.Sqrt(2.0 / 10), Math.Sqrt(6.0 / 10) },
        { Initializer.HeNormal, Math.Sqrt(2.0 / 10), double.PositiveInfinity },
    };

    [Theory]
    [MemberData(nameof(Deviations), DisableDiscoveryEnumeration = true)]
    public void Weights_have_the_deviation_and_the_bound_of_the_formula(Initializer initializer, double deviation, double bound)
    {
        var random = new Random(42);
        double[] weights = [.. Enumerable.Range(0, 100_000).Select(_ => initializer.Weight(10, 4, random))];
        Math.Sqrt(weights.Average(weight => weight * weight)).Should().BeApproximately(deviation, 0.01 * deviation);
        weights.Average().Should().BeApproximately(0, 0.02 * deviation);
        weights.Max(Math.Abs).Should().BeLessThanOrEqualTo(bound);
        if (double.IsFinite(bound)) weights.Max(Math.Abs).Should().BeGreaterThan(0.99 * bound);
    }

    [Fact]
    public void A_layer_tells_its_initializer_both_sizes()
    {
        var seen = new List<(int, int)>();
        var spy = new Initializer("spy", (inputs, outputs, _) =>
        {
            seen.Add((inputs, outputs));
            return 0;
        });
        _ = new Layer(3, 2, new Random(1), initializer: spy);
        seen.Should().Equal(Enumerable.Repeat((3, 2), 6));
    }

    [Fact]
    public void Names_are_found_in_any_case_and_others_are_refused()
    {
        foreach (var initializer in Initializer.All)
        {
            Initializer.FromName(initializer.Name.ToUpperInvariant()).Should().BeSameAs(initializer);
        }
        foreach (var initializer in Initializer.All)
        {
            Initializer.TryFromName(initializer.Name.ToLowerInvariant(), out var found).Should().BeTrue();
            found.Should().BeSameAs(initializer);
        }
        Initializer.TryFromName("zeros", out var none).Should().BeFalse();
        none.Should().BeNull();
        Initializer.TryFromName(null, out _).Should().BeFalse();
        ((Action)(() => Initializer.FromName("zeros")))
            .Should().Throw<ArgumentException>().WithMessage("name must be one of Micrograd, *, but was 'zeros'.*");
    }

    [Fact]
    public void Bad_bounds_are_named()
    {
        ((Action)(() => Initializer.Uniform(1, -1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("high")
            .WithMessage("high must be at least low, 1, but was -1.*");
        ((Action)(() => Initializer.Uniform(-1e308, 1.5e308))).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("high must be a finite distance above low, -1E+308, but was 1.5E+308.*").WithParameterName("high");
        ((Action)(() => Initializer.Uniform(double.NaN, 1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("low must be finite, but was NaN.*");
        ((Action)(() => Initializer.Normal(-1))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("deviation")
            .WithMessage("deviation must be finite and at least 0, but was -1.*");
        ((Action)(() => Initializer.HeNormal.Weight(0, 1, new Random(1))))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("inputs must be at least 1, but was 0.*");
        ((Action)(() => Initializer.HeNormal.Weight(1, 1, null!))).Should().Throw<ArgumentNullException>();
    }
}
