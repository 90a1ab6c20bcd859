namespace MicrogradSharp.Tests.Tapes.Source;

/// <summary>What is written for the texts of operators.</summary>
public sealed class SourceTextTests
{
    private delegate EmittedFunction[] Compiler(IReadOnlyList<Tape> tapes);

    [Fact]
    public void CSharp_computes_a_condition_of_many_comparisons() => CheckManyComparisons(EmittedCSharp.Compile);

    [Fact]
    public void C_computes_a_condition_of_many_comparisons() => CheckManyComparisons(EmittedC.Compile);

    [Fact]
    public void A_condition_of_many_comparisons_is_cut_into_lines()
    {
        foreach (string source in (string[])[ManyComparisons(300, "&&").ToCSharp("F"), ManyComparisons(300, "||").ToC("f")])
        {
            source.Split('\n').Max(line => line.Length).Should().BeLessThan(200);
        }
    }

    [Fact]
    public void CSharp_compares_a_number_with_itself_without_a_warning() => CheckNaN(EmittedCSharp.Compile);

    [Fact]
    public void C_compares_a_number_with_itself_without_a_warning() => CheckNaN(EmittedC.Compile);

    [Theory]
    [InlineData("2 * fmod(x, 3)", "return 2 * (a % 3);")]
    [InlineData("fmod(x, 3) / 2", "return a % 3 / 2;")]
    [InlineData("fmod(x - 1, fmod(x, 3))", "return (a - 1) % (a % 3);")]
    [InlineData("fmod(-x, 3) + fmod(5, 3)", "return -a % 3 + 5.0 % 3;")]
    [InlineData("x > 1 || x == 0 ? 2 : 3", "return a > 1 || a == 0 ? 2 : 3;")]
    [InlineData("(x > 1 && x < 3) || x < 0 ? 2 : 3", "return (a > 1 && a < 3) || a < 0 ? 2 : 3;")]
    [InlineData("(x > 1 || x < 0) && x > -5 ? 2 : 3", "return (a > 1 || a < 0) && a > -5 ? 2 : 3;")]
    [InlineData("-x == 0 ? 2 : 3", "return a == 0 ? 2 : 3;")]
    [InlineData("3 == x ? 2 : 4", "return a == 3 ? 2 : 4;")]
    [InlineData("-1 + x", "return a - 1;")]
    [InlineData("polygamma1(x)", "return sum + tail;", "sum = sum * x;")]
    public void No_parenthesis_and_no_sign_is_written_that_nothing_needs(string text, params string[] lines)
    {
        Node a = new(0.5, "a");
        string source = Tape.Record(1, _ => Node.From(new Described(new SourceText(text, "1")), a)).ToCSharp("F");
        EmittedCSharp.Compile(source);
        foreach (string line in lines) source.Should().Contain($"        {line}\n");
    }

    [Fact]
    public void A_negative_number_of_inputs_is_an_error()
    {
        ((Func<object>)(() => SourceText.ForEach(-1, "0", _ => "1")))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("inputs");
        ((Func<object>)(() => SourceText.Join(" + ", -1, _ => "1")))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("inputs");
    }

    private static void CheckManyComparisons(Compiler compile)
    {
        const int Inputs = 20;
        var functions = compile([ManyComparisons(Inputs, "&&"), ManyComparisons(Inputs, "||")]);
        for (int wrong = -1; wrong < Inputs; wrong++)
        {
            double[] at = [.. Enumerable.Range(0, Inputs).Select(i => i == wrong ? -1.0 : 1)], opposite = [.. at.Select(x => -x)];
            double[] value = new double[1];
            functions[0].Evaluate([0], at, value);
            value[0].Should().Be(wrong < 0 ? 1 : 0);
            functions[1].Evaluate([0], opposite, value);
            value[0].Should().Be(wrong < 0 ? 0 : 1);
        }
    }

    private static void CheckNaN(Compiler compile)
    {
        Node a = new(0.5, "a");
        string[] texts = ["x != x ? 2 : 3", "x == x ? 3 : 2", "x != x || x > 7 && x != x ? 2 : 3", "2 * x != 2 * x ? 2 : 3"];
        var tapes = Array.ConvertAll(
            texts, text => Tape.Record(1, _ => Node.From(new Described(new SourceText(text, "0")), a)));
        foreach (var function in compile(tapes))
        {
            double[] value = new double[1];
            foreach (double x in (double[])[double.NaN, 0, double.PositiveInfinity])
            {
                function.Evaluate([0], [x], value);
                value[0].Should().Be(double.IsNaN(x) ? 2 : 3);
            }
        }
    }

    /// <summary>1 where all inputs are positive, or any.</summary>
    private static Tape ManyComparisons(int inputs, string conjunction)
    {
        Node[] leaves = [.. Enumerable.Range(0, inputs).Select(i => (Node)(i + 0.5))];
        return Tape.Record(1, _ => Node.From(new Comparisons(conjunction), leaves));
    }

    /// <summary>An operator of which only the text matters.</summary>
    private sealed class Described(SourceText text) : UnaryExpr
    {
        public override string Symbol => "described";

        public override SourceText Source => text;

        protected override double Evaluate(double x) => x;

        protected override double Slope(double x, double y) => 1;
    }

    private sealed class Comparisons(string conjunction) : NaryExpr
    {
        public override string Symbol => conjunction;

        public override SourceText SourceFor(int inputs) => SourceText.ForEach(
            inputs, $"{SourceText.Join($" {conjunction} ", inputs, i => $"x{i} > 0")} ? 1 : 0", _ => "0");

        protected override double Evaluate(ReadOnlySpan<double> x) => x[0];

        protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => slopes.Clear();
    }
}
