using System.Globalization;
using System.Numerics;
using MicrogradSharp.Forward;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Forward;

public sealed class DualTests
{
    private static readonly double[] s_numbers =
        [0, -0.0, 1e-300, 0.3, -0.3, 0.7, 1, -1, 1.5, -2, 3, 40, -40, 1e200, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    private static readonly (string Name, Func<Dual<double>, Dual<double>> Dual, Func<Node, Node> Node)[] s_functions =
    [
        ("+", x => x + 2, x => x + 2),
        ("-", x => 2 - x, x => 2 - x),
        ("negate", x => -x, x => -x),
        ("*", x => x * 3, x => x * 3),
        ("square", x => x * x, x => x * x),
        ("/", x => x / 3, x => x / 3),
        ("reciprocal", x => 1 / x, x => 1 / x),
        ("abs", Dual<double>.Abs, x => x.Abs()),
        ("exp", Dual<double>.Exp, x => x.Exp()),
        ("exp2", Dual<double>.Exp2, x => x.Exp2()),
        ("log", Dual<double>.Log, x => x.Log()),
        ("log2", Dual<double>.Log2, x => x.Log2()),
        ("log10", Dual<double>.Log10, x => x.Log10()),
        ("log1p", Dual<double>.LogP1, x => x.Log1p()),
        ("sqrt", Dual<double>.Sqrt, x => x.Sqrt()),
        ("cbrt", Dual<double>.Cbrt, x => x.Cbrt()),
        ("sin", Dual<double>.Sin, x => x.Sin()),
        ("cos", Dual<double>.Cos, x => x.Cos()),
        ("tan", Dual<double>.Tan, x => x.Tan()),
        ("asin", Dual<double>.Asin, x => x.Asin()),
        ("acos", Dual<double>.Acos, x => x.Acos()),
        ("atan", Dual<double>.Atan, x => x.Atan()),
        ("sinh", Dual<double>.Sinh, x => x.Sinh()),
        ("cosh", Dual<double>.Cosh, x => x.Cosh()),
        ("tanh", Dual<double>.Tanh, x => x.Tanh()),
        ("asinh", Dual<double>.Asinh, x => x.Asinh()),
        ("acosh", Dual<double>.Acosh, x => x.Acosh()),
        ("atanh", Dual<double>.Atanh, x => x.Atanh()),
        ("hypot", x => Dual<double>.Hypot(x, 4), x => Node.Hypot(x, 4)),
        ("pow 0", x => Dual<double>.Pow(x, 0), x => x.Pow(0)),
        ("pow 2", x => Dual<double>.Pow(x, 2), x => x.Pow(2)),
        ("pow 0.5", x => Dual<double>.Pow(x, 0.5), x => x.Pow(0.5)),
        ("pow -1", x => Dual<double>.Pow(x, -1), x => x.Pow(-1)),
        ("0^x", x => Dual<double>.Pow(0, x), x => new Node(0).Pow(x)),
        ("-2^x", x => Dual<double>.Pow(-2, x), x => new Node(-2).Pow(x)),
        ("x^x", x => Dual<double>.Pow(x, x), x => x.Pow(x)),
    ];

    private static readonly Dictionary<string, Func<Dual<Dual<double>>, Dual<Dual<double>>>> s_nested = Nested<Dual<Dual<double>>>();

    public static TheoryData<int> Functions => [.. Enumerable.Range(0, s_functions.Length)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Value_and_tangent_are_those_of_nodes_also_at_the_edges(int index)
    {
        var (name, dual, node) = s_functions[index];
        foreach (double number in s_numbers)
        {
            Node x = number;
            var expected = node(x);
            double slope = Differentiate.DirectionalDerivative(v => node(v[0]), [number], [1]);
            var y = dual(Dual<double>.Variable(number));
            y.Value.ShouldAgree(expected.Data, 1e-14, 1e-15, $"{name} of {number}");
            y.Tangent.ShouldAgree(slope, 1e-13, 1e-15, $"the slope of {name} at {number}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_second_derivative_is_that_of_nodes(int index)
    {
        var (name, _, node) = s_functions[index];
        if (name is "0^x" or "-2^x") return;
        foreach (double number in (double[])[0.3, 0.7])
        {
            if (name == "acosh") continue;
            double expected = Differentiate.Hessian(v => node(v[0]), [number])[0, 0];
            var function = s_nested[name];
            function(Dual<Dual<double>>.Variable(Dual<double>.Variable(number))).Tangent.Tangent
                .ShouldAgree(expected, 1e-12, 1e-14, $"{name} at {number}");
        }
    }

    [Fact]
    public void A_tangent_of_zero_contributes_exactly_zero_whatever_the_slope()
    {
        Dual<double>.Sqrt(0.0).Tangent.Should().Be(0);
        (Dual<double>.Variable(2) * double.PositiveInfinity * new Dual<double>(0, 0)).Value.Should().Be(double.NaN);
        (new Dual<double>(double.NaN, 0) * 3).Tangent.Should().Be(0);
        Dual<double>.Sqrt(Dual<double>.Variable(0)).Tangent.Should().Be(double.PositiveInfinity);
        Dual<double>.Abs(Dual<double>.Variable(0)).Tangent.Should().Be(0);
        Dual<double>.Pow(Dual<double>.Variable(0), 0).Should().Be(new Dual<double>(1, 0));
    }

    [Fact]
    public void Powers_at_zero_have_the_mixed_second_derivatives_of_nodes()
    {
        double[,] expected = Differentiate.Hessian(v => v[0].Pow(v[1]), [0.0, 0.0]);
        Second(1, 0, 1, 0).Should().Be(expected[0, 0]);
        Second(1, 0, 0, 1).Should().Be(expected[0, 1]);
        Second(0, 1, 1, 0).Should().Be(expected[1, 0]);
        Second(0, 1, 0, 1).Should().Be(expected[1, 1]);

        static double Second(double x, double e, double x2, double e2) => Dual<Dual<double>>.Pow(
            new(new(0, x), x2), new(new(0, e), e2)).Tangent.Tangent;
    }

    [Fact]
    public void Equality_compares_tangents_and_order_compares_values()
    {
        Dual<double> x = Dual<double>.Variable(2), two = 2;
        (x == two).Should().BeFalse("a branch on x == 2 would lose the slope of x");
        (x != two).Should().BeTrue();
        (x <= two && x >= two).Should().BeTrue();
        (x < two || x > two).Should().BeFalse();
        x.Equals(Dual<double>.Variable(2)).Should().BeTrue();
        x.GetHashCode().Should().Be(Dual<double>.Variable(2).GetHashCode());
        new Dual<double>(double.NaN, 1).Equals(new Dual<double>(double.NaN, 1)).Should().BeTrue();
        default(Dual<double>).Should().Be(Dual<double>.Zero);
    }

    [Fact]
    public void Text_round_trips_in_every_culture_and_a_number_is_a_constant()
    {
        var number = new Dual<Dual<double>>(new(0.1, -2.5), new(1e-300, double.NaN));
        number.ToString().Should().Be("<<0.1; -2.5>; <1E-300; NaN>>");
        Parse<Dual<Dual<double>>>(number.ToString()).Should().Be(number);
        Parse<Dual<double>>(" <1;2> ").Should().Be(new Dual<double>(1, 2));
        Parse<Dual<double>>("7").Should().Be(Dual<double>.Constant(7));
        var comma = new NumberFormatInfo { NumberDecimalSeparator = "," };
        new Dual<double>(1.25, 2).ToString("F2", comma).Should().Be("<1,25; 2,00>");
        Parse<Dual<double>>("<1,25; 2,00>", comma).Should().Be(new Dual<double>(1.25, 2));
        $"{new Dual<double>(1.25, 2):F1}".Should().StartWith("<").And.EndWith(">");
        foreach (string wrong in new[] { "", "<", "<>", "<1>", "<1;2;3>", "<1;2", "1;2>", "<1;<2>", "x" })
        {
            FluentActions.Invoking(() => Parse<Dual<double>>(wrong)).Should().Throw<FormatException>().WithMessage("*must be a number*");
        }

        static T Parse<T>(string text, IFormatProvider? provider = null)
            where T : INumberBase<T> => T.Parse(text, provider);
    }

    [Fact]
    public void Numbers_convert_to_constants_and_nothing_converts_back()
    {
        Create<Dual<double>>(3).Should().Be(Dual<double>.Constant(3));
        Create<Dual<Dual<double>>>(3).Value.Value.Should().Be(3);
        FluentActions.Invoking(() => double.CreateChecked(Dual<double>.Variable(1))).Should().Throw<NotSupportedException>();

        static T Create<T>(int number)
            where T : INumberBase<T> => T.CreateChecked(number);
    }

    [Fact]
    public void The_laws_of_generic_math_hold()
    {
        var random = new Random(3);
        for (int i = 0; i < 100; i++)
        {
            Dual<double> x = Draw(), y = Draw(), z = Draw();
            (x + Dual<double>.Zero).Should().Be(x);
            (x * Dual<double>.One).Should().Be(x);
            (x - x).Should().Be(Dual<double>.Zero);
            (x + y).Should().Be(y + x);
            (x * y).Should().Be(y * x);
            (-(-x)).Should().Be(x);
            Near(x * (y + z), x * y + x * z);
            Near(x * y / y, x);
            Near(Dual<double>.Exp(Dual<double>.Log(Dual<double>.Abs(x))), Dual<double>.Abs(x));
            var (sin, cos) = Dual<double>.SinCos(x);
            Near(sin * sin + cos * cos, 1);
            sin.Should().Be(Dual<double>.Sin(x));
            Near(Dual<double>.SinPi(x), Dual<double>.Sin(x * Math.PI));
            Near(Dual<double>.RootN(x * x, 4), Dual<double>.Sqrt(Dual<double>.Abs(x)));
            Near(Dual<double>.Exp10M1(x), Dual<double>.Exp10(x) - 1);
            Near(Dual<double>.Log(Dual<double>.Abs(x), 2), Dual<double>.Log2(Dual<double>.Abs(x)));
            var next = x;
            next++;
            next.Should().Be(x + 1);
        }

        Dual<double> Draw() => new(random.NextDouble() * 4 - 2, random.NextDouble() * 4 - 2);

        static void Near(Dual<double> actual, Dual<double> expected)
        {
            actual.Value.ShouldBeNear(expected.Value, 1e-13);
            actual.Tangent.ShouldBeNear(expected.Tangent, 1e-11);
        }
    }

    private static Dictionary<string, Func<T, T>> Nested<T>()
        where T : IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>,
        IHyperbolicFunctions<T> => new()
        {
            ["+"] = x => x + T.CreateChecked(2),
            ["-"] = x => T.CreateChecked(2) - x,
            ["negate"] = x => -x,
            ["*"] = x => x * T.CreateChecked(3),
            ["square"] = x => x * x,
            ["/"] = x => x / T.CreateChecked(3),
            ["reciprocal"] = x => T.One / x,
            ["abs"] = T.Abs,
            ["exp"] = T.Exp,
            ["exp2"] = T.Exp2,
            ["log"] = T.Log,
            ["log2"] = T.Log2,
            ["log10"] = T.Log10,
            ["log1p"] = T.LogP1,
            ["sqrt"] = T.Sqrt,
            ["cbrt"] = T.Cbrt,
            ["sin"] = T.Sin,
            ["cos"] = T.Cos,
            ["tan"] = T.Tan,
            ["asin"] = T.Asin,
            ["acos"] = T.Acos,
            ["atan"] = T.Atan,
            ["sinh"] = T.Sinh,
            ["cosh"] = T.Cosh,
            ["tanh"] = T.Tanh,
            ["asinh"] = T.Asinh,
            ["acosh"] = T.Acosh,
            ["atanh"] = T.Atanh,
            ["hypot"] = x => T.Hypot(x, T.CreateChecked(4)),
            ["pow 0"] = x => T.Pow(x, T.Zero),
            ["pow 2"] = x => T.Pow(x, T.CreateChecked(2)),
            ["pow 0.5"] = x => T.Pow(x, T.CreateChecked(0.5)),
            ["pow -1"] = x => T.Pow(x, T.CreateChecked(-1)),
            ["x^x"] = x => T.Pow(x, x),
        };
}
