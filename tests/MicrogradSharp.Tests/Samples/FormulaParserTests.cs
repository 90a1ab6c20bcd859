using System.Reflection;
using Formulas;

namespace MicrogradSharp.Tests.Samples;

public sealed class FormulaParserTests
{
    private static readonly (string Formula, Func<double, double, double> Expected)[] s_formulas =
    [
        ("x", (x, a) => x),
        ("a + 2*x - 1", (x, a) => a + 2 * x - 1),
        ("a - x - 1 - a*x", (x, a) => a - x - 1 - a * x),
        ("a / x / 2 * 3", (x, a) => a / x / 2 * 3),
        ("a-(x-(1-a))", (x, a) => a - (x - (1 - a))),
        (" ( a + x ) * ( a - x ) ", (x, a) => (a + x) * (a - x)),
        ("-x^2", (x, a) => -(x * x)),
        ("(-x)^2", (x, a) => x * x),
        ("(-x)^-3", (x, a) => -1 / (x * x * x)),
        ("--x - -a + +x", (x, a) => x + a + x),
        ("x^a^2", (x, a) => Math.Pow(x, Math.Pow(a, 2))),
        ("(x^a)^2", (x, a) => Math.Pow(Math.Pow(x, a), 2)),
        ("2^-x", (x, a) => Math.Pow(2, -x)),
        ("2^3^2*x", (x, a) => 512 * x),
        ("x^(1/2)", (x, a) => Math.Sqrt(x)),
        ("a*-x", (x, a) => a * -x),
        ("a*x^2*3", (x, a) => a * x * x * 3),
        ("1.5e2*x + .5*a - 2.E-1 + 1e+1", (x, a) => 150 * x + 0.5 * a - 0.2 + 10),
        ("a*(1-exp(-x))", (x, a) => a * (1 - Math.Exp(-x))),
        ("log(x) + ln(a) + log10(x) + log2(a) + log1p(x)", (x, a) => Math.Log(x * a) + Math.Log10(x) + Math.Log2(a) + Math.Log(1 + x)),
        ("sqrt(x) + cbrt(a) + abs(-x)", (x, a) => Math.Sqrt(x) + Math.Cbrt(a) + x),
        ("sin(x)*cos(a) + tan(x/2)", (x, a) => Math.Sin(x) * Math.Cos(a) + Math.Tan(x / 2)),
        ("asin(x/9)+acos(a/9)+atan(x)+atan2(x,a)", (x, a) => Math.Asin(x / 9) + Math.Acos(a / 9) + Math.Atan(x) + Math.Atan2(x, a)),
        ("sinh(x)+cosh(a)+tanh(x)", (x, a) => Math.Sinh(x) + Math.Cosh(a) + Math.Tanh(x)),
        ("asinh(x)+acosh(a+1)+atanh(x/9)", (x, a) => Math.Asinh(x) + Math.Acosh(a + 1) + Math.Atanh(x / 9)),
        ("erf(x) + erfc(x) + expm1(a)", (x, a) => 1 + Math.Exp(a) - 1),
        ("sigmoid(x) + softplus(a)", (x, a) => 1 / (1 + Math.Exp(-x)) + Math.Log(1 + Math.Exp(a))),
        ("lgamma(x) - lgamma(x+1)", (x, a) => -Math.Log(x)),
        ("pow(x, a) + pow(-x, 2)", (x, a) => Math.Pow(x, a) + x * x),
        ("hypot(x, a) + max(x, a) + min(x, a)", (x, a) => Math.Sqrt(x * x + a * a) + x + a),
        ("e^x * pi", (x, a) => Math.Exp(x) * Math.PI),
        ("x^[a]", (x, a) => Math.Pow(x, a)),
        ("ReLU(x - 1) + relu(-a)", (x, a) => Math.Max(x - 1, 0)),
        ("elu(-x) + elu(-a, 2) + leakyrelu(-x) + leakyrelu(-a, 1/8)",
            (x, a) => Math.Exp(-x) - 1 + 2 * (Math.Exp(-a) - 1) - 0.01 * x - a / 8),
        ("clamp(x, 1, 2) + where(x - 1, a, 3 * a)", (x, a) => Math.Clamp(x, 1, 2) + (x > 1 ? a : 3 * a)),
        ("sum(x, a, 1) + mean(x, a) + product(x, a, 2) + norm(x, a, 0.5)",
            (x, a) => x + a + 1 + (x + a) / 2 + 2 * x * a + Math.Sqrt(x * x + a * a + 0.25)),
        ("(x*a).Tanh() + x.Pow(2).Sqrt()", (x, a) => Math.Tanh(x * a) + x),
        ("x.Tanh()^2 - x . Max( a, 1 )", (x, a) => Math.Tanh(x) * Math.Tanh(x) - Math.Max(Math.Max(x, a), 1)),
        ("Math.Exp(x) * Math.PI + Node.Min(x, a) - Math.E", (x, a) => Math.Exp(x) * Math.PI + Math.Min(x, a) - Math.E),
        ("max(x) + min(x, a, 1) + logsumexp(x, a)", (x, a) => x + Math.Min(Math.Min(x, a), 1) + Math.Log(Math.Exp(x) + Math.Exp(a))),
    ];

    public static TheoryData<int> Formulas => [.. Enumerable.Range(0, s_formulas.Length)];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_formula_has_the_value_and_the_gradient_of_the_same_in_csharp(int index)
    {
        var (formula, expected) = s_formulas[index];
        foreach (var (x, a) in new[] { (0.7, 1.3), (2.5, 0.4) })
        {
            Node nodeX = x, nodeA = a;
            var y = FormulaParser.Parse(formula, (name, _) => name switch { "x" => nodeX, "a" => nodeA, _ => null });
            y.Backward();

            const double Step = 1e-6;
            y.Data.Should().BeApproximately(expected(x, a), 1e-13 * (1 + Math.Abs(expected(x, a))), formula);
            double slopeX = (expected(x + Step, a) - expected(x - Step, a)) / (2 * Step);
            double slopeA = (expected(x, a + Step) - expected(x, a - Step)) / (2 * Step);
            nodeX.Grad.Should().BeApproximately(slopeX, 1e-6 * (1 + Math.Abs(slopeX)), formula);
            nodeA.Grad.Should().BeApproximately(slopeA, 1e-6 * (1 + Math.Abs(slopeA)), formula);
        }
    }

    [Theory]
    [InlineData("", 1, "expected a number, a name or '(', but the formula ends.")]
    [InlineData("  ", 3, "expected a number, a name or '(', but the formula ends.")]
    [InlineData("a*", 3, "expected a number, a name or '(', but the formula ends.")]
    [InlineData("a*(1-*x)", 6, "expected a number, a name or '(', but was '*'.")]
    [InlineData("a**x", 3, "but was '*'. A power is written ^.")]
    [InlineData("2 x", 3, "expected an operator or the end, but was 'x'.")]
    [InlineData("(a+x", 5, "expected an operator or ')', but the formula ends.")]
    [InlineData("a+x)", 4, "expected an operator or the end, but was ')'.")]
    [InlineData("()", 2, "expected a number, a name or '(', but was ')'.")]
    [InlineData("a+.", 3, "expected a number, but was '.'.")]
    [InlineData("a+1e999", 3, "expected a number, but was '1e999'.")]
    [InlineData("1e*x", 2, "expected an operator or the end, but was 'e'.")]
    [InlineData("a·x", 2, "expected an operator or the end, but was '·'.")]
    [InlineData("a*\U0001F600", 3, "but was '\U0001F600'.")]
    [InlineData("a*\uD83D", 3, "but was '\uFFFD'.")]
    [InlineData("a*expp(x)", 3, "there is no function 'expp'. The functions are abs, acos,")]
    [InlineData("exp(x, a)", 1, "exp takes 1 argument, but was given 2.")]
    [InlineData("1+pow(x)", 3, "pow takes 2 arguments, but was given 1.")]
    [InlineData("elu(x, 1, 2)", 1, "elu takes 1 or 2 arguments, but was given 3.")]
    [InlineData("clamp(x, 1)", 1, "clamp takes 3 arguments, but was given 2.")]
    [InlineData("sum()", 5, "expected a number, a name or '(', but was ')'.")]
    [InlineData("a+elu(x,  a)", 11, "argument 2 of elu must be a number, without names.")]
    [InlineData("a+clamp(x, 2, 1)", 3, "clamp: min must be at most max, which is 1, but was 2.")]
    [InlineData("exp(x", 6, "expected an operator, ',' or ')', but the formula ends.")]
    [InlineData("exp()", 5, "expected a number, a name or '(', but was ')'.")]
    [InlineData("a.tanh", 7, "expected '(', but the formula ends.")]
    [InlineData("a.", 3, "expected the name of a function, but the formula ends.")]
    [InlineData("a.tanhh()", 3, "there is no function 'tanhh'.")]
    [InlineData("a.tanh(x)", 3, "tanh takes 1 argument, but was given 2.")]
    [InlineData("Math.Tau", 6, "expected a function of Math, but was 'Tau'.")]
    [InlineData("a*[x", 3, "expected ']' after the name of a column, but the formula ends.")]
    public void A_wrong_formula_names_the_column_and_what_was_expected(string formula, int column, string message)
    {
        var parse = () => FormulaParser.Parse(formula, (_, _) => new Node(1));

        var thrown = parse.Should().Throw<FormulaException>().Which;

        thrown.Message.Should().StartWith($"the formula, column {column}: ").And.Contain(message).And.NotContain("Parameter");
        thrown.Position.Should().Be(column - 1);
    }

    [Fact]
    public void Every_operator_of_the_library_that_gives_one_node_is_a_function()
    {
        string[] others = [nameof(Node.Dot), nameof(Node.Gather), nameof(Node.From)];      // they take lists, an index, a rule

        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var operators = typeof(Node).GetMethods(Declared)
            .Where(method => method.ReturnType == typeof(Node) && !method.IsSpecialName && !others.Contains(method.Name))
            .Select(method => method.Name).Distinct().ToArray();

        operators.Should().HaveCountGreaterThan(45);
        operators.Where(name => FormulaFunctions.Find(name) is null).Should().BeEmpty("FormulaFunctions lists them all");
    }

    [Fact]
    public void A_power_with_a_number_in_the_exponent_has_one_input()
    {
        Node x = 3;

        Build("x^2").Value.Inputs.Length.Should().Be(1);
        Build("x^(1+1)").Data.Should().Be(9);
        Build("x^x").Value.Inputs.Length.Should().Be(2);

        Node Build(string formula) => FormulaParser.Parse(formula, (_, _) => x);
    }

    [Fact]
    public void The_caret_stands_below_the_place_also_in_a_long_formula()
    {
        new FormulaException("a*(1-*x)", 5, "").Place.Split(Environment.NewLine).Should().Equal("  a*(1-*x)", "       ^");

        string[] lines = new FormulaException(new string('a', 300) + "?" + new string('b', 300), 300, "").Place.Split(Environment.NewLine);

        lines[0].Should().StartWith("  ...aaa").And.EndWith("bbb...").And.HaveLength(2 + 3 + 75 + 3);
        lines[0][lines[1].IndexOf('^')].Should().Be('?');
    }

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    public void A_formula_of_100_000_levels_is_refused(char symbol)
    {
        var parse = () => FormulaParser.Parse(new string(symbol, 100_000) + "a", (_, _) => new Node(1));

        parse.Should().Throw<FormulaException>().WithMessage("*column 201: expected at most 200 levels, but it is nested deeper.");
    }

    [Fact]
    public void A_long_sum_and_many_parentheses_side_by_side_are_no_depth()
    {
        string formula = string.Concat(Enumerable.Repeat("(a)+", 10_000)) + "a";

        FormulaParser.Parse(formula, (_, _) => new Node(1)).Data.Should().Be(10_001);
    }
}
