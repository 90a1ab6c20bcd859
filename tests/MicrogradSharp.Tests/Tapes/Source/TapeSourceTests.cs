using System.Globalization;
using System.Text.RegularExpressions;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Conventions;
using MicrogradSharp.Tests.Operators;

namespace MicrogradSharp.Tests.Tapes.Source;

public sealed partial class TapeSourceTests
{
    private const string Emitted = "benchmarks/MicrogradSharp.Benchmarks/Forward/EmittedValley.cs";

    [Fact]
    public void The_source_that_the_benchmark_measures_is_what_is_written_today() =>
        GeneratedFile.Check(Emitted, Version().Replace(Valley("x", "y").ToCSharp("EmittedValley"), "."), nameof(TapeSourceTests));

    [Fact]
    public void C_has_the_same_formulas()
    {
        Version().Replace(Valley("x", "y").ToC("valley"), ".").Should().Be("""
            /*
             * valley: a function of 1 column and 2 parameters with 1 output.
             * parameters[0] is x
             * parameters[1] is y
             */

            #include <math.h>

            static void valley_careful_gradient(const double *row, const double *parameters, double *gradient);

            /* Returns the value. Numbers: row: 1, parameters: 2. */
            double valley_evaluate(const double *row, const double *parameters)
            {
                (void)row;
                const double x = parameters[0];
                const double y = parameters[1];
                const double t1 = 1 - x;
                const double t2 = y - x * x;
                return t1 * t1 + 100 * (t2 * t2);
            }

            /* Returns the value, and computes its derivative by each parameter.
             * Numbers: row: 1, parameters: 2, gradient: 2. The gradient must not overlap the others. */
            double valley_gradient(const double *row, const double *parameters, double *gradient)
            {
                (void)row;
                const double x = parameters[0];
                const double y = parameters[1];
                const double t1 = 1 - x;
                const double t2 = y - x * x;
                gradient[0] = 2 * (-200 * t2 * x) - 2 * t1;
                gradient[1] = 200 * t2;
                if (isnan(gradient[0])) valley_careful_gradient(row, parameters, gradient);
                return t1 * t1 + 100 * (t2 * t2);
            }

            /* Computes derivatives that are not a number again: a gradient of 0 contributes 0, even where a slope is not finite. */
            static void valley_careful_gradient(const double *row, const double *parameters, double *gradient)
            {
                (void)row;
                const double x = parameters[0];
                const double y = parameters[1];
                const double t1 = -200 * (y - x * x);
                const double t2 = t1 == 0 ? 0 : x * t1;
                gradient[0] = 2 * t2 - 2 * (1 - x);
            }

            """);
    }

    [Fact]
    public void Equal_tapes_give_equal_text_in_every_culture()
    {
        string expected = Valley("x", "y").ToCSharp("F");
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NegativeSign, other.NumberFormat.NumberDecimalSeparator) = ("minus", ",");
            CultureInfo.CurrentCulture = other;
            Valley("x", "y").ToCSharp("F").Should().Be(expected);
            string text = Tape.Record(1, row => (-0.1 * row[0]).Pow(-2.5).LogGamma().Clamp(-0.5, 1e-7)).ToC("f");
            text.Should().Contain("pow(-0.1 * x0, -2.5)").And.Contain("1E-07").And.NotContain("minus").And.NotContain("0,1");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Numbers_are_written_so_that_they_read_back_the_same()
    {
        double[] numbers =
        [
            0.1, 100, -3, 1e300, 12345678, 0.1 + 0.2, double.Epsilon, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ];
        string[] texts =
        [
            "0.1", "100", "-3", "1E+300", "12345678.0", "0.30000000000000004", "5E-324", "-0.0", "double.NaN", "double.PositiveInfinity",
            "-double.PositiveInfinity",
        ];
        var tape = Tape.Record(1, _ => [.. numbers.Select(number => (Node)number)]);
        string source = tape.ToCSharp("F");
        double[] outputs = new double[numbers.Length];
        EmittedCSharp.Compile([tape])[0].Evaluate([7], [], outputs);
        for (int i = 0; i < numbers.Length; i++)
        {
            source.Should().Contain($"outputs[{i}] = {texts[i]};");
            BitConverter.DoubleToInt64Bits(outputs[i]).Should().Be(BitConverter.DoubleToInt64Bits(numbers[i]));
        }
    }

    [Fact]
    public void A_parameter_is_named_after_its_label_if_that_is_a_free_name_in_both_languages()
    {
        string?[] labels =
        [
            "rate", "rate", null, "x0", "x7", "t1", "log", "class", "auto", "β", "a b", "*/ ??/ \\", "w0", "NAN", "gradient", "\n", "t",
            "NULL",
        ];
        Node[] parameters = [.. labels.Select(label => new Node(1.5, label))];
        var tape = Tape.Record(2, row => row[0] * Node.Product(parameters));
        string text = tape.ToCSharp("F");
        Regex.Matches(text, @"double (\w+) = parameters\[(\d+)\];").Select(match => match.Groups[1].Value).Distinct().Should().Equal(
            "rate", "w1", "w2", "w3", "x7", "w5", "w6", "w7", "w8", "w9", "w10", "w11", "w0", "w13", "w14", "w15", "t", "w17");
        EmittedCSharp.Compile(text);
        text.Should().Contain("// parameters[9] is β\n").And.NotContain("x1 =", "no column that is not read");
    }

    [Fact]
    public void No_label_breaks_a_comment_or_a_name_in_C()
    {
        string[] labels =
        [
            "*/ int x; /* \\", "f_logistic", "y0", "gamma", "exp10", "linux", "M_PI", "FP_NAN", "I", "MATH_ERRNO", "math_errhandling", "t",
            "???/",
        ];
        Node[] parameters = [.. labels.Select(label => new Node(1, label))];
        EmittedC.Compile(Tape.Record(1, row => row[0] * Node.Product(parameters).Sigmoid()).ToC("f")).Should().NotBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2x")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("_f")]
    [InlineData("Größe")]
    public void A_name_that_is_no_identifier_is_an_error(string name)
    {
        foreach (var write in (Func<string>[])[() => Valley("x", "y").ToCSharp(name), () => Valley("x", "y").ToC(name)])
        {
            write.Should().Throw<ArgumentException>().WithParameterName(nameof(name)).WithMessage(
                $"name must consist of letters from A to Z, digits and _, and begin with a letter, but was '{name}'.*");
        }
    }

    [Theory]
    [InlineData("class")]
    [InlineData("record")]
    [InlineData("typedef")]
    [InlineData("decltype")]
    [InlineData("xor_eq")]
    [InlineData("Math")]
    [InlineData("Evaluate")]
    [InlineData("Logistic")]
    [InlineData("ErfcTail")]
    [InlineData("tanh")]
    public void A_name_with_a_meaning_is_an_error(string name)
    {
        var write = () => Valley("x", "y").ToCSharp(name);
        write.Should().Throw<ArgumentException>().WithParameterName(nameof(name)).WithMessage(
            $"name must not have a meaning in C#, in C or in the source itself, as '{name}' has.*");
    }

    [Fact]
    public void Null_is_an_error()
    {
        ((Func<string>)(() => Valley("x", "y").ToCSharp(null!))).Should().Throw<ArgumentNullException>().WithParameterName("name");
        ((Func<string>)(() => ((Tape)null!).ToC("f"))).Should().Throw<ArgumentNullException>().WithParameterName("tape");
    }

    [Fact]
    public void An_operator_without_text_is_an_error_that_names_it_and_says_what_to_write()
    {
        Message(x => Node.From(new Softsign(null), x)).Should().Be(
            "The operator 'softsign' (Softsign) has no source text: override SourceText? Source in Softsign, such as "
            + "new(\"tanh(x)\", \"1 - y * y\") for tanh.");
        Message(x => Node.From(new SumOfSquares(), x, x)).Should().StartWith(
            "The operator 'sumsq' (SumOfSquares) has no source text: override SourceText? SourceFor(int inputs) in SumOfSquares, such as ");
        Message(x => Node.From(new ScaledDifference(), x, x)).Should().StartWith(
            "The operator '10(x-y+...)' (ScaledDifference) has no source text: implement SourceText? SourceFor(int inputs) in ScaledDiff");

        static string Message(Func<Node, Node> f) => ((Func<string>)(() => Tape.Record(1, row => f(row[0])).ToCSharp("F")))
            .Should().Throw<NotSupportedException>().Which.Message;
    }

    [Theory]
    [InlineData("x / (1 +", "cannot be read: at its end there must be a number, a name or '('.")]
    [InlineData("x / (1 + z)", "cannot be read: 'z' is not known: there are the inputs and, in a slope, y.")]
    [InlineData("x + y", "cannot be read: 'y' is not known: there are the inputs and, in a slope, y.")]
    [InlineData("x x", "cannot be read: at 'x' there must be an operator.")]
    [InlineData("sgn(x)", "cannot be read: 'sgn' is not one of the functions that the documentation of SourceText lists.")]
    [InlineData("erfc_tail(x)", "cannot be read: 'erfc_tail' is not one of the functions that the documentation of SourceText lists.")]
    [InlineData("polygamma01(x)", "cannot be read: 'polygamma01' is not one of the functions that the documentation of SourceText lists.")]
    [InlineData("polygamma21(x)", "cannot be read: 'polygamma21' is not one of the functions that the documentation of SourceText lists.")]
    [InlineData("atan2(x)", "cannot be read: 'atan2' takes 2 arguments, but is given 1.")]
    [InlineData("x > 0", "cannot be read: a condition is no number: write x > 0 ? 1 : 0.")]
    [InlineData("x ? 1 : 0", "cannot be read: what stands before '?' must be a condition, such as x > 0.")]
    [InlineData("1 + (x > 0)", "cannot be read: a condition, such as x > 0, must not stand beside '+': write x > 0 ? 1 : 0.")]
    [InlineData("x && 1", "cannot be read: what stands beside '&&' must be conditions, such as x > 0.")]
    [InlineData("1.2.3", "cannot be read: '1.2.3' is not a number.")]
    [InlineData("x $ 2", "cannot be read: at '$ 2' there must be an operator.")]
    [InlineData("exp(x > 0)", "cannot be read: an argument of 'exp' is a condition.")]
    public void A_text_that_cannot_be_read_is_an_error_that_names_the_operator(string text, string message)
    {
        var write = () => Tape.Record(1, row => Node.From(new Softsign(new SourceText(text, "1")), row[0])).ToCSharp("F");
        write.Should().Throw<InvalidOperationException>()
            .WithMessage($"The source text of the operator 'softsign' (Softsign), '{text}', {message}");
    }

    [Fact]
    public void A_text_with_too_few_slopes_too_many_parentheses_or_a_circle_is_an_error()
    {
        Write(new SourceText("x")).Should().Throw<InvalidOperationException>().WithMessage(
            "The source text of the operator 'softsign' (Softsign) must have a slope for each of its 1 input, but has 0 slopes.");
        Write(new SourceText(new string('(', 100_000), "1")).Should().Throw<InvalidOperationException>()
            .WithMessage("*cannot be read: it has more than 100 parentheses within parentheses.");
        Write(new SourceText("a", "1").With("a", "b").With("b", "a")).Should().Throw<InvalidOperationException>()
            .WithMessage("*, 'b', cannot be read: 'b' is not known: *", "a part uses only those before it");

        static Func<string> Write(SourceText text) =>
            () => Tape.Record(1, row => Node.From(new Softsign(text), row[0])).ToCSharp("F");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x12")]
    [InlineData("y")]
    [InlineData("right")]
    [InlineData("Infinity")]
    [InlineData("twice")]
    public void A_part_with_a_name_that_has_a_meaning_is_an_error(string name)
    {
        var with = () => new SourceText("x", "1").With("twice", "2 * x").With(name, "3");
        with.Should().Throw<ArgumentException>().WithParameterName(nameof(name)).WithMessage(
            $"name must not have a meaning already, as '{name}' has: it is an input, a number or a part.*");
    }

    [Fact]
    public void A_part_needs_a_name_that_is_an_identifier()
    {
        var with = () => new SourceText("x", "1").With("2a", "x");
        with.Should().Throw<ArgumentException>().WithParameterName("name").WithMessage("name must consist of *, but was '2a'.*");
        new SourceText("x", "1").With("x_1", "x").Should().NotBeNull();
    }

    [Fact]
    public void An_operator_of_your_own_is_written_from_its_text()
    {
        Node a = new(0.5, "a");
        var text = new SourceText("x / d", "1 / (d * d)").With("d", "1 + fabs(x)");
        var tape = Tape.Record(1, row => Node.From(new Softsign(text), a * row[0]));
        double[] value = new double[1], slope = new double[1], expected = new double[1];
        EmittedCSharp.Compile([tape])[0].Differentiate!([-3], [0.5], value, slope);
        value[0].Should().Be(tape.Gradient([-3], expected));
        slope.Should().Equal(expected);
        tape.ToCSharp("F").Should().Contain("double t2 = 1 + Math.Abs(t1);");
    }

    [Fact]
    public void A_gradient_of_zero_contributes_zero_beside_an_infinite_slope()
    {
        Node a = 0.0, b = double.PositiveInfinity, never = -1.0;
        Node[] outputs = [a.Sqrt().Pow(2), Node.Where(never, a.Log() * b, 1.0), (a * b).Clamp(-1, 1) * 0, Node.Max(a, 1) / b];
        var tapes = Array.ConvertAll(outputs, f => Tape.Record(1, row => row[0] * f));
        var functions = EmittedCSharp.Compile(tapes);
        for (int k = 0; k < tapes.Length; k++)
        {
            double[] at = [.. tapes[k].Parameters.Select(parameter => parameter.Data)];
            double[] value = new double[1], gradient = new double[at.Length], expected = new double[at.Length];
            tapes[k].Gradient([2], expected);
            functions[k].Differentiate!([2], at, value, gradient);
            for (int i = 0; i < at.Length; i++) gradient[i].ShouldAgree(expected[i], 1e-14, because: $"slope {i} of {outputs[k]}");
        }
    }

    [Fact]
    public void What_is_needed_twice_is_computed_once_and_what_is_not_needed_is_not_there()
    {
        Node a = new(0.5, "a"), unused = new(1, "unused");
        string text = Tape.Record(2, row =>
        {
            _ = unused * row[1];
            return (a * row[0]).Tanh() + (a * row[0]).Tanh().Exp() + 2 * (1.5 + 2.5) * a.Sin().Pow(2) + 0 * a;
        }).ToCSharp("F");
        string gradient = text[text.IndexOf("Gradient(", StringComparison.Ordinal)..];
        gradient = gradient[..gradient.IndexOf("CarefulGradient(ReadOnly", StringComparison.Ordinal)];
        Regex.Count(gradient, "Math.Tanh").Should().Be(1);
        Regex.Count(gradient, "Math.Sin").Should().Be(1);
        gradient.Should().Contain("8 * ").And.Contain("gradient[0] = 0;").And.NotContain("row[1]").And.NotContain("double unused");
    }

    [Fact]
    public void A_function_of_the_row_alone_has_a_value_and_its_recorded_gradient_is_a_function_too()
    {
        string value = Tape.Record(2, x => x[0] * x[1].Sin()).ToCSharp("F");
        value.Should().Contain("Evaluate(").And.NotContain("Gradient(");
        string gradient = Tape.Record(2, x => Differentiate.Gradient(x[0] * x[1].Sin(), x)).ToCSharp("F");
        gradient.Should().Contain("outputs[0] = Math.Sin(x1);").And.Contain("outputs[1] = x0 == 0 ? 0 : Math.Cos(x1) * x0;");
    }

    [Fact]
    public void An_index_that_chooses_nothing_gives_NaN()
    {
        Node a = 1.5, b = 2.5;
        var function = EmittedCSharp.Compile([Tape.Record(1, row => Node.Gather(row[0], a, b))])[0];
        double[] value = new double[1], gradient = new double[2];
        foreach (double index in (double[])[2, -1, 0.5, double.NaN])
        {
            function.Differentiate!([index], [1.5, 2.5], value, gradient);
            value[0].Should().Be(double.NaN);
            gradient.Should().Equal(0, 0);
        }
    }

    [Fact]
    public void A_function_that_is_too_large_is_an_error_with_its_size()
    {
        var model = new MLP(100, [100, 10], random: new Random(1));
        var write = () => Tape.Record(100, row => model.Forward(row)).ToC("f");
        write.Should().Throw<NotSupportedException>().WithMessage(
            "The source would write out 22,100 operations, and at most 10,000 are useful: *");
    }

    [Fact]
    public void Many_operations_of_one_input_a_long_product_and_many_derivatives_are_errors_too()
    {
        Node[] leaves = [.. Enumerable.Range(0, 1000).Select(i => (Node)(0.001 * i))];
        Message(Tape.Record(1, row =>
        {
            var chain = row[0];
            for (int i = 0; i < 10_001; i++) chain = chain.Sin();
            return chain;
        })).Should().StartWith("The source would write out 10,001 operations, and at most 10,000 are useful: ");
        Message(Tape.Record(1, _ => Node.Product(leaves))).Should().StartWith("The source would write out 10,999 operations, ");
        Message(Tape.Record(1, _ => [.. leaves[..400].Select(leaf => leaf.Sin())])).Should().StartWith(
            "The source would write out 160,000 derivatives, and at most 100,000 are useful: ");

        Message(Tape.Record(400, row =>
        {
            var chain = leaves[0];
            for (int i = 0; i < 9000; i++) chain = chain.Sin();
            var outputs = new Node[400];
            for (int i = 0; i < outputs.Length; i++) outputs[i] = row[i] * chain;
            return outputs;
        })).Should().StartWith("The derivatives of all outputs would take more than 2,000,000 operations: ");

        static string Message(Tape tape) =>
            ((Func<string>)(() => tape.ToC("f"))).Should().Throw<NotSupportedException>().Which.Message;
    }

    [Theory]
    [InlineData(60)]
    [InlineData(2000)]
    public void A_long_sum_and_a_deep_chain_are_cut_into_lines(int length)
    {
        Node[] leaves = [.. Enumerable.Range(0, length).Select(i => (Node)(0.001 * i))];
        var tape = Tape.Record(1, row =>
        {
            var chain = row[0];
            foreach (var leaf in leaves) chain = (chain * leaf).Sin();
            return chain + Node.Sum(leaves) + Node.LogSumExp(leaves[..50]);
        });
        string text = tape.ToCSharp("F");
        text.Split('\n').Max(line => line.Length).Should().BeLessThan(200);
        if (length < 100) EmittedCSharp.Compile(text);      // the compiler takes long for many thousand lines
    }

    [Fact]
    public void A_function_that_differs_each_time_is_an_error()
    {
        Node a = 1.0, b = 2.0;
        bool isFirst = true;
        var tape = Tape.Record(1, row =>
        {
            var used = isFirst ? a : b;
            isFirst = false;
            return row[0] * used;
        });
        var write = () => tape.ToCSharp("F");
        write.Should().Throw<InvalidOperationException>()
            .WithMessage("The recorded function uses other parameters than when it was recorded: *");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void A_function_that_returns_another_number_of_outputs_is_an_error(int first, int second)
    {
        Node a = 1.0;
        int outputs = first;
        var tape = Tape.Record(1, row =>
        {
            var output = row[0] * a;
            return [.. Enumerable.Repeat(output, outputs)];
        });
        outputs = second;
        var write = () => tape.ToC("f");
        write.Should().Throw<InvalidOperationException>()
            .WithMessage("The recorded function returns another number of outputs than when it was recorded: *");
    }

    [Fact]
    public void Outputs_may_overwrite_the_row()
    {
        Node a = 0.0;
        var tape = Tape.Record(2, x => [x[0] * a.Sqrt().Pow(2) + x[1] * a, x[0] + 4]);      // the slope of the root is infinite
        double[] numbers = [2, 5], jacobian = new double[2];
        EmittedCSharp.Compile([tape])[0].Differentiate!(numbers, [0], numbers, jacobian);
        numbers.Should().Equal(0, 6);
        jacobian.Should().Equal(5, 0);
    }

    private static Tape Valley(string first, string second)
    {
        Node x = new(-1.2, first), y = new(1, second);
        return Tape.Record(1, _ =>
        {
            Node slope = 1 - x, valley = y - x * x;
            return slope * slope + 100 * (valley * valley);
        });
    }

    /// <summary>The end of the first line, which names the version.</summary>
    [GeneratedRegex(@", written by MicrogradSharp .*\.(?=\n)")]
    private static partial Regex Version();

    private sealed class Softsign(SourceText? text) : UnaryExpr
    {
        public override string Symbol => "softsign";

        public override SourceText? Source => text;

        protected override double Evaluate(double x) => x / (1 + Math.Abs(x));

        protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
    }
}
