namespace MicrogradSharp.Onnx.Tests;

/// <summary>Every operator, against the tape, over its domain and at the numbers where formulas break.</summary>
public sealed class OperatorTests
{
    private static readonly double[] s_awkward =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1e-9, -1e-9, 1e-20, 2, -2, 3.5, -3.5, 30, -30, 709, -745, 800, -800, 1e10, -1e10,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static readonly double[] s_plain = [.. Enumerable.Range(-60, 121).Select(i => i * 0.13)];

    private static readonly Dictionary<string, Func<Node, Node>> s_unary = new()
    {
        ["Abs"] = x => x.Abs(),
        ["Acos"] = x => x.Acos(),
        ["Acosh"] = x => x.Acosh(),
        ["Asin"] = x => x.Asin(),
        ["Asinh"] = x => x.Asinh(),
        ["Atan"] = x => x.Atan(),
        ["Atanh"] = x => x.Atanh(),
        ["Cbrt"] = x => x.Cbrt(),
        ["Ceiling"] = x => x.Ceiling(),
        ["Clamp"] = x => x.Clamp(-0.7, 1.1),
        ["Cos"] = x => x.Cos(),
        ["Cosh"] = x => x.Cosh(),
        ["Digamma"] = x => x.Digamma(),
        ["ELU"] = x => x.ELU(0.7),
        ["Erf"] = x => x.Erf(),
        ["Erfc"] = x => x.Erfc(),
        ["Exp"] = x => x.Exp(),
        ["Exp2"] = x => x.Exp2(),
        ["Expm1"] = x => x.Expm1(),
        ["Floor"] = x => x.Floor(),
        ["GELU"] = x => x.GELU(),
        ["LeakyReLU"] = x => x.LeakyReLU(),
        ["Log"] = x => x.Log(),
        ["Log10"] = x => x.Log10(),
        ["Log1p"] = x => x.Log1p(),
        ["Log2"] = x => x.Log2(),
        ["LogGamma"] = x => x.LogGamma(),
        ["Logit"] = x => x.Logit(),
        ["Negate"] = x => -x,
        ["PowConstant"] = x => x.Pow(3.0),
        ["ReLU"] = x => x.ReLU(),
        ["Round"] = x => x.Round(),
        ["Sigmoid"] = x => x.Sigmoid(),
        ["Sign"] = x => x.Sign(),
        ["SiLU"] = x => x.SiLU(),
        ["Sin"] = x => x.Sin(),
        ["Sinh"] = x => x.Sinh(),
        ["Softplus"] = x => x.Softplus(),
        ["Sqrt"] = x => x.Sqrt(),
        ["Tan"] = x => x.Tan(),
        ["Tanh"] = x => x.Tanh(),
        ["Trigamma"] = x => x.Trigamma(),
    };

    private static readonly Dictionary<string, Func<Node, Node, Node>> s_binary = new()
    {
        ["Add"] = (x, y) => x + y,
        ["Atan2"] = Node.Atan2,
        ["Div"] = (x, y) => x / y,
        ["Hypot"] = Node.Hypot,
        ["Mul"] = (x, y) => x * y,
        ["Pow"] = (x, y) => x.Pow(y),
        ["Remainder"] = Node.Remainder,
        ["Sub"] = (x, y) => x - y,
    };

    private static readonly Dictionary<string, Func<Node[], Node>> s_several = new()
    {
        ["Dot"] = x => Node.Dot(x[..(x.Length / 2)], x[(x.Length / 2)..]),
        ["Gather"] = x => Node.Gather((x[0].Sin() * 1.4 + 1.5).Floor(), x[1..]),
        ["LogSumExp"] = x => Node.LogSumExp(x),
        ["Max"] = x => Node.Max(x),
        ["Mean"] = x => Node.Mean(x),
        ["Min"] = x => Node.Min(x),
        ["Norm"] = x => Node.Norm(x),
        ["Product"] = x => Node.Product(x),
        ["Sum"] = x => Node.Sum(x),
        ["Where"] = x => Node.Where(x[0], x[1], x[2]),
    };

    public static MatrixTheoryData<string, OnnxPrecision> Unary => new(s_unary.Keys, Enum.GetValues<OnnxPrecision>());

    public static MatrixTheoryData<string, OnnxPrecision> Binary => new(s_binary.Keys, Enum.GetValues<OnnxPrecision>());

    public static MatrixTheoryData<string, OnnxPrecision> Several => new(s_several.Keys, Enum.GetValues<OnnxPrecision>());

    [Fact]
    public void Every_operator_of_the_library_is_tested()
    {
        var operators = typeof(Node).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Expr)) && !type.IsAbstract);
        operators.Select(type => type.Name).Should().BeEquivalentTo([.. s_unary.Keys, .. s_binary.Keys, .. s_several.Keys]);
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void A_function_of_one_number_is_that_of_the_tape(string name, OnnxPrecision precision)
    {
        var function = s_unary[name];
        var tape = Tape.Record(1, row => function(row[0]));
        Check(tape, precision, Rounded([.. s_plain, .. s_awkward], precision));
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void A_function_of_two_numbers_is_that_of_the_tape(string name, OnnxPrecision precision)
    {
        var function = s_binary[name];
        var tape = Tape.Record(2, row => function(row[0], row[1]));
        var numbers = s_awkward.Concat(s_plain.Where((_, i) => i % 15 == 0)).ToArray();
        Check(tape, precision, Rounded([.. numbers.SelectMany(x => numbers.SelectMany(y => new[] { x, y }))], precision));
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void A_function_of_several_numbers_is_that_of_the_tape(string name, OnnxPrecision precision)
    {
        var function = s_several[name];
        var random = new Random(5);
        foreach (int count in name == "Where" ? [3] : new[] { 4, 8 })
        {
            var tape = Tape.Record(count, row => function(row.ToArray()));
            double[] plain = [.. Enumerable.Range(0, 50 * count).Select(_ => Math.Round(random.NextDouble() * 6 - 3, 1))];
            // in 32 bits, the rounding of 1e10 hides all other terms of a sum, and a product of small numbers is 0
            double[] candidates = precision == OnnxPrecision.F64
                ? s_awkward
                : [.. s_awkward.Where(x => x == 0 || Math.Abs(x) is >= 0.1 and <= 30 || !double.IsFinite(x))];
            double[] awkward = [.. Enumerable.Range(0, 200 * count).Select(_ => candidates[random.Next(candidates.Length)])];
            Check(tape, precision, Rounded(name == "Gather" ? plain : [.. plain, .. awkward], precision));
        }
    }

    [Theory]
    [InlineData(OnnxPrecision.F64)]
    [InlineData(OnnxPrecision.F32)]
    public void A_difference_from_0_is_not_a_change_of_sign(OnnxPrecision precision)
    {
        Check(Tape.Record(1, row => 1 / (0 - row[0])), precision, [0, -0.0]);
        Check(Tape.Record(1, row => 1 / -row[0]), precision, [0, -0.0]);
    }

    [Theory]
    [InlineData(OnnxPrecision.F64)]
    [InlineData(OnnxPrecision.F32)]
    public void A_clamped_ReLU_runs(OnnxPrecision precision)
    {
        Check(Tape.Record(1, row => row[0].ReLU().Clamp(-1, 6)), precision, [7, -1, 3, double.NaN]);
        Check(Tape.Record(1, row => row[0].ReLU().Clamp(2, 6)), precision, [7, -1, 3, double.NaN]);
    }

    [Fact]
    public void A_small_sigmoid_has_all_its_digits()
    {
        double[] rows = [-12.5, -20, -30, -36.9, -40, -300, -700];
        Check(Tape.Record(1, row => row[0].Sigmoid().Log()), OnnxPrecision.F64, rows);
        Check(Tape.Record(1, row => row[0].SiLU() * (-row[0]).Exp()), OnnxPrecision.F64, rows);
    }

    [Fact]
    public void LogGamma_of_the_smallest_numbers_is_exact() =>
        Check(Tape.Record(1, row => row[0].LogGamma()), OnnxPrecision.F64, [-1e-17, -1e-19, -1e-21, -1e-300, -1e-320, -double.Epsilon]);

    private static void Check(Tape tape, OnnxPrecision precision, double[] rows)
    {
        var model = Model.Of(tape, new OnnxOptions { Precision = precision });
        double[] expected = Rounded(tape.Evaluate(rows), precision);
        Near.Check(
            model.Run(rows), expected, Near.For(precision),
            i => $"f({string.Join(", ", rows.Skip(i * tape.Columns).Take(tape.Columns).Select(x => x.ToString("R")))})");
    }

    /// <summary>The numbers that a 32-bit model sees or can return.</summary>
    private static double[] Rounded(double[] numbers, OnnxPrecision precision) =>
        precision == OnnxPrecision.F64 ? numbers : Array.ConvertAll(numbers, number => (double)(float)number);
}
