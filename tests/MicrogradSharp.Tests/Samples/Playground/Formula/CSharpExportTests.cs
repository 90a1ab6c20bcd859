using System.Globalization;
using Formulas;
using MicrogradSharp.Tests.Conventions;
using Playground.Tabs.Formula;

namespace MicrogradSharp.Tests.Samples.Playground.Formula;

[Collection(nameof(DocumentTests))]     // the programs share one console
public sealed class CSharpExportTests
{
    private static readonly LeafData s_data = LeafData.Default.With("a", 0.25).With("x", 0.625).With("int", -1.5);

    [Fact]
    public void It_reads_as_a_user_writes_it()
    {
        Export("tanh(x1*w1 + b)^2 / -x1").Should().Be("""
            using MicrogradSharp;

            Node x1 = new(2.0, "x1");
            Node w1 = new(-3.0, "w1");
            Node b = new(6.881373587019543, "b");
            Node y = (x1 * w1 + b).Tanh().Pow(2.0) / -x1;
            y.Backward();

            Console.WriteLine(y.Data);
            Console.WriteLine(x1.Grad);
            Console.WriteLine(w1.Grad);
            Console.WriteLine(b.Grad);

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("a - (x - (1 - a)) - x")]
    [InlineData("a / (x / a) / x * -(a*x)")]
    [InlineData("--x + -x^2 + (-x)^2 + 2^x + x^a^2")]
    [InlineData("2*3*x + 1/3 + exp(1)*a + (1/3).Tanh() + 2^3^2*x + (-2)^2*a")]
    [InlineData("y*Console + args*Node + int*[a \"b\\ (°C)\n] + e*pi + class")]
    [InlineData("[1]*[2] + [_1]*[]")]
    [InlineData("max(a) + sum(x) + mean(x, a, 2) + elu(-x) + elu(-x, 2) + clamp(x, 0, 1/2) + x^-1")]
    [InlineData("2*3")]
    [InlineData("x")]
    [InlineData("x^(0/0)*0 + a^(1/0)")]
    public void It_prints_the_value_and_the_gradients_of_the_formula(string text) => PrintsTheSame(text);

    [Fact]
    public void Every_function_can_be_exported()
    {
        PrintsTheSame(string.Join(" + ", FormulaFunctions.Names.Select(Called)));
    }

    /// <summary>A call of a function with as many arguments as it takes.</summary>
    internal static string Called(string name)
    {
        var function = FormulaFunctions.Find(name)!;
        string x = name is "acosh" ? "(x+1)" : "x";
        return function.TakesNumber(2) ? $"{name}({x}, 0.1, 0.5)" : function.Takes(1) ? $"{name}({x})"
            : function.Takes(2) ? $"{name}({x}, a)" : $"{name}({x}, a, 2)";
    }

    private static string Export(string text) => CSharpExport.Of(CompiledFormula.Parse(text), s_data.Of);

    private static void PrintsTheSame(string text)
    {
        var (output, leaves) = CompiledFormula.Parse(text).Build(s_data.Of);
        output.Backward();

        double[] printed = [.. CSharpProgram.Run(Export(text)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => double.Parse(line, CultureInfo.CurrentCulture))];

        printed.Should().Equal([output.Data, .. leaves.Select(leaf => leaf.Grad)]);
    }
}
