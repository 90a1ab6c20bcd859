using System.Numerics;
using MicrogradSharp.Forward;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Forward;

/// <summary>Nodes in generic math.</summary>
public sealed class GenericNodeTests
{
    [Fact]
    public void One_formula_runs_as_number_dual_node_second_derivative_and_tape()
    {
        const double Value = 1.231324785336326, Slope = 0.513646153660264;
        Wave(0.7).ShouldBeNear(Value, 1e-14);
        var dual = Wave(Dual<double>.Variable(0.7));
        dual.Value.ShouldBeNear(Value, 1e-14);
        dual.Tangent.ShouldBeNear(Slope, 1e-14);
        Node x = 0.7;
        var node = Wave(x);
        node.Backward();
        node.Data.ShouldBeNear(Value, 1e-14);
        x.Grad.ShouldBeNear(Slope, 1e-14);
        var second = Wave(Dual<Dual<double>>.Variable(Dual<double>.Variable(0.7)));
        second.Tangent.Tangent.ShouldBeNear(Differentiate.Hessian(v => Wave(v[0]), [0.7])[0, 0], 1e-13);
        Tape.Record(columns: 1, row => Wave(row[0])).Mean([0.7]).ShouldBeNear(Value, 1e-14);
    }

    [Fact]
    public void A_branch_on_the_data_of_a_node_throws_by_name()
    {
        FluentActions.Invoking(() => Equal<Node>(1, 2)).Should().Throw<NotSupportedException>()
            .WithMessage("Node has no == in generic math: a branch on data*Use Where*");
        FluentActions.Invoking(() => Less<Node>(1, 2)).Should().Throw<NotSupportedException>().WithMessage("Node has no < in*");
        FluentActions.Invoking(() => IsZero<Node>(1)).Should().Throw<NotSupportedException>().WithMessage("Node has no IsZero in*");
        FluentActions.Invoking(() => Parse<Node>("1")).Should().Throw<NotSupportedException>().WithMessage("*Parse a double*");
        FluentActions.Invoking(() => double.CreateChecked(new Node(1))).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Numbers_and_identities_become_new_leaves()
    {
        Create<Node>(3).Data.Should().Be(3);
        One<Node>().Equals(One<Node>()).Should().BeFalse("a shared leaf could be changed by anyone");
        string.Create(null, $"{new Node(2)}").Should().Be(new Node(2).ToString());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(1.0)]
    [InlineData(-1.75)]
    [InlineData(6.5)]
    [InlineData(1001.0)]
    public void Half_turns_agree_with_those_of_numbers(double number)
    {
        foreach (var (node, dual) in new (Func<Node, Node>, Func<Dual<double>, Dual<double>>)[]
        {
            (SinPi, SinPi), (CosPi, CosPi),
        })
        {
            var expected = dual(Dual<double>.Variable(number));
            node(number).Data.Should().BeApproximately(expected.Value, 2e-15);
            Differentiate.Gradient(v => node(v[0]), [number])[0].ShouldBeNear(expected.Tangent, 1e-14);
        }
    }

    [Theory]
    [InlineData(-2, 3)]
    [InlineData(-2, 5)]
    [InlineData(2, 4)]
    [InlineData(2, -3)]
    [InlineData(-2, -5)]
    [InlineData(0, 5)]
    [InlineData(-2, 4)]
    [InlineData(2, 1)]
    public void Roots_agree_with_those_of_numbers(double number, int n)
    {
        var expected = Dual<double>.RootN(Dual<double>.Variable(number), n);
        Node x = number;
        var y = RootN(x, n);
        y.Backward();
        y.Data.ShouldBeNear(expected.Value, 1e-14);
        x.Grad.ShouldBeNear(expected.Tangent, 1e-14);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.75)]
    [InlineData(1e-9)]
    public void Every_other_function_agrees_with_that_of_numbers(double number)
    {
        var (ofNodes, ofDuals) = (Functions<Node>(), Functions<Dual<double>>());
        for (int i = 0; i < ofNodes.Length; i++)
        {
            var expected = ofDuals[i].Apply(Dual<double>.Variable(number));
            Node x = number;
            var y = ofNodes[i].Apply(x);
            y.Backward();
            y.Data.ShouldBeNear(expected.Value, 1e-13, ofNodes[i].Name);
            x.Grad.ShouldBeNear(expected.Tangent, 1e-13, ofNodes[i].Name);
        }
    }

    private static (string Name, Func<T, T> Apply)[] Functions<T>()
        where T : IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>,
            IHyperbolicFunctions<T> =>
    [
        ("abs", T.Abs), ("exp", T.Exp), ("exp - 1", T.ExpM1), ("exp2", T.Exp2), ("exp2 - 1", T.Exp2M1), ("exp10", T.Exp10),
        ("exp10 - 1", T.Exp10M1), ("log", T.Log), ("log(1 + x)", T.LogP1), ("log2", T.Log2), ("log2(1 + x)", T.Log2P1),
        ("log10", T.Log10), ("log10(1 + x)", T.Log10P1), ("sqrt", T.Sqrt), ("cbrt", T.Cbrt), ("sin", T.Sin), ("cos", T.Cos),
        ("tan", T.Tan), ("tan pi", T.TanPi), ("asin", T.Asin), ("asin/pi", T.AsinPi), ("acos", T.Acos), ("acos/pi", T.AcosPi),
        ("atan", T.Atan), ("atan/pi", T.AtanPi), ("sinh", T.Sinh), ("cosh", T.Cosh), ("tanh", T.Tanh), ("asinh", T.Asinh),
        ("acosh", x => T.Acosh(x + T.One)), ("atanh", T.Atanh), ("log of a base", x => T.Log(x, x + T.One + T.One)),
        ("power", x => T.Pow(x, x)), ("hypot", x => T.Hypot(x, T.One)), ("sin of sin and cos", x => T.SinCos(x).Sin),
        ("cos of sin and cos", x => T.SinCos(x).Cos), ("++", x => ++x), ("--", x => --x), ("+", x => +x),
    ];

    private static T Wave<T>(T x)
        where T : IExponentialFunctions<T>, ITrigonometricFunctions<T>, IRootFunctions<T> => T.Exp(-x * x) * T.Sin(x) + T.Sqrt(x);

    private static bool Equal<T>(T x, T y)
        where T : INumberBase<T> => x == y;

    private static bool Less<T>(T x, T y)
        where T : IComparisonOperators<T, T, bool> => x < y;

    private static bool IsZero<T>(T x)
        where T : INumberBase<T> => T.IsZero(x);

    private static T Parse<T>(string text)
        where T : INumberBase<T> => T.Parse(text, null);

    private static T Create<T>(int number)
        where T : INumberBase<T> => T.CreateChecked(number);

    private static T One<T>()
        where T : INumberBase<T> => T.One;

    private static T SinPi<T>(T x)
        where T : ITrigonometricFunctions<T> => T.SinPi(x);

    private static T CosPi<T>(T x)
        where T : ITrigonometricFunctions<T> => T.CosPi(x);

    private static T RootN<T>(T x, int n)
        where T : IRootFunctions<T> => T.RootN(x, n);
}
