using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using MicrogradSharp.Forward;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Forward;

public sealed class JetTests
{
    [Fact]
    public void Every_number_of_tangents_follows_the_rules_of_dual_numbers()
    {
        Check<Tangents2>(2);
        Check<Tangents4>(4);
        Check<Tangents8>(8);
        Check<Tangents11>(11);
    }

    [Fact]
    public void A_gradient_allocates_nothing() => Allocated.By(() =>
    {
        Jet<Tangents4> x = Jet<Tangents4>.Variable(3, 0), y = Jet<Tangents4>.Variable(4, 3);
        Jet<Tangents4>.Pow(Jet<Tangents4>.Sqrt(x * x + y * y), x / y).Tangent(3);
    }).Should().Be(0);

    [Fact]
    public void An_index_out_of_range_is_named()
    {
        FluentActions.Invoking(() => Jet<Tangents2>.Variable(1, 2)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("index must be at least 0 and below the number of tangents, 2, but was 2.*");
        FluentActions.Invoking(() => Jet<Tangents2>.Zero.Tangent(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Text_round_trips()
    {
        var jet = Jet<Tangents2>.Variable(0.5, 1);
        jet.ToString().Should().Be("<0.5; 0; 1>");
        Parse<Jet<Tangents2>>(jet.ToString()).Should().Be(jet);
        Parse<Jet<Tangents2>>("3").Should().Be(Jet<Tangents2>.Constant(3));
        FluentActions.Invoking(() => Parse<Jet<Tangents2>>("<1; 2>")).Should().Throw<FormatException>();

        static T Parse<T>(string text)
            where T : INumberBase<T> => T.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Check<TTangents>(int count)
        where TTangents : unmanaged, ITangents<TTangents>
    {
        TTangents.Count.Should().Be(count);
        for (int index = 0; index < count; index++)
        {
            Jet<TTangents> x = Jet<TTangents>.Variable(0.3, index), y = Jet<TTangents>.Variable(0.7, count - 1 - index);
            Dual<double> dualX = Dual<double>.Variable(0.3), dualY = index == count - 1 - index ? Dual<double>.Variable(0.7) : 0.7;
            Same(x + y, dualX + dualY);
            Same(x - y, dualX - dualY);
            Same(-x, -dualX);
            Same(x * y, dualX * dualY);
            Same(x / y, dualX / dualY);
            Same(Jet<TTangents>.Pow(x, y), Dual<double>.Pow(dualX, dualY));
            Same(Jet<TTangents>.Hypot(x, y), Dual<double>.Hypot(dualX, dualY));
            Same(Jet<TTangents>.Log(x, y), Dual<double>.Log(dualX, dualY));
            Same(Jet<TTangents>.Tanh(x), Dual<double>.Tanh(dualX));
            Same(Jet<TTangents>.SinCosPi(x).CosPi, Dual<double>.SinCosPi(dualX).CosPi);

            void Same(Jet<TTangents> jet, Dual<double> dual) => jet.Tangent(index).Should().Be(dual.Tangent);
        }

        var root = Jet<TTangents>.Sqrt(Jet<TTangents>.Variable(0, 0));
        root.Tangent(0).Should().Be(double.PositiveInfinity);
        for (int i = 1; i < count; i++) root.Tangent(i).Should().Be(0, "a tangent of 0 contributes 0");
        Jet<TTangents> a = Jet<TTangents>.Variable(2, 0), b = Jet<TTangents>.Variable(2, count - 1);
        (a == b).Should().BeFalse();
        (a == Jet<TTangents>.Variable(2, 0)).Should().BeTrue();
        a.Equals(b).Should().BeFalse();
        a.GetHashCode().Should().NotBe(b.GetHashCode());
        (a <= b && a >= b && !(a < b) && !(a > b)).Should().BeTrue();
    }

    [InlineArray(11)]
    private struct Tangents11 : ITangents<Tangents11>
    {
        private double _first;
    }
}
