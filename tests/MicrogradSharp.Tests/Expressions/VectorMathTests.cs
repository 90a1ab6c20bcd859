using System.Numerics;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

/// <summary>Compares the vector functions with those of <see cref="Math"/>, over the whole range and at its ends.</summary>
public sealed class VectorMathTests
{
    [Fact]
    public void Exp_is_that_of_Math() => Compare(VectorMath.Exp, Math.Exp, Range(-745, 709.7));

    [Fact]
    public void Expm1_is_exact_near_zero() => Compare(VectorMath.Expm1, StableMath.Expm1, Range(-40, 700).Concat(Range(-1e-8, 1e-8)));

    [Fact]
    public void Log_is_that_of_Math() => Compare(VectorMath.Log, Math.Log, Range(0, 10).Concat(Range(0, 1e300)));

    [Fact]
    public void Log1p_is_exact_near_zero() => Compare(VectorMath.Log1p, StableMath.Log1p, Range(-0.999, 10).Concat(Range(-1e-8, 1e-8)));

    [Fact]
    public void Logistic_is_stable_far_out() => Compare(VectorMath.Logistic, StableMath.Logistic, Range(-700, 700));

    [Fact]
    public void Tanh_is_exact_near_zero() => Compare(VectorMath.Tanh, Math.Tanh, Range(-30, 30).Concat(Range(-1e-6, 1e-6)));

    [Fact]
    public void Atan_is_that_of_Math() => Compare(VectorMath.Atan, Math.Atan, Range(-100, 100).Concat(Range(-1e-6, 1e-6)));

    [Fact]
    public void Exp2_is_a_power_of_two() => Compare(VectorMath.Exp2, x => Math.Pow(2, x), Range(-1075, 1024).Concat(Range(-1, 1)));

    [Fact]
    public void Hypot_does_not_overflow() => Compare(
        x => VectorMath.Hypot(x, new Vector<double>(-3)), x => double.Hypot(x, -3), Range(-10, 10).Concat(Range(-1e300, 1e300)));

    [Fact]
    public void Erfc_keeps_its_digits() => Compare(ErrorFunction.Erfc, ErrorFunction.Erfc, Range(-7, 27));

    private static IEnumerable<double> Range(double low, double high) =>
        Enumerable.Range(0, 20_000).Select(i => low + (high - low) * i / 19_999);

    private static void Compare(Func<Vector<double>, Vector<double>> vector, Func<double, double> scalar, IEnumerable<double> numbers)
    {
        foreach (double x in numbers.Concat(WholeRange.Numbers))
        {
            var y = vector(new Vector<double>(x));
            y[0].ShouldAgree(scalar(x), 2e-15, nothing: 3 * double.Epsilon, because: $"at {x:R}");
            y[Vector<double>.Count - 1].Equals(y[0]).Should().BeTrue("every lane computes the same");
        }
    }
}
