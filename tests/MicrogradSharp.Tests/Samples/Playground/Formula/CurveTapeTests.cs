using Formulas;
using Playground.Tabs.Formula;

namespace MicrogradSharp.Tests.Samples.Playground.Formula;

public sealed class CurveTapeTests
{
    [Fact]
    public void The_curves_are_the_formula_and_its_derivatives()
    {
        var graph = FormulaGraph.Of("a*x^3 + sin(x)", LeafData.Default.With("a", 2).With("x", 0.5));

        var curves = new CurveTape(graph, "x").Run(-2, 2);

        curves[0][0].X.Should().Be(-2);
        curves[0][^1].X.Should().Be(2);
        foreach (var (k, f) in new (int, Func<double, double>)[]
        {
            (0, x => 2 * x * x * x + Math.Sin(x)), (1, x => 6 * x * x + Math.Cos(x)), (2, x => 12 * x - Math.Sin(x)),
        })
        {
            curves[k].Should().AllSatisfy(point => point.Y.Should().BeApproximately(f(point.X), 1e-12));
        }
    }

    [Fact]
    public void They_follow_the_other_leaves_and_pass_through_the_numbers_of_the_graph()
    {
        var graph = FormulaGraph.Of("tanh(w*x + b)", LeafData.Default);
        var tape = new CurveTape(graph, "x");
        graph.Set("w", 0.5);
        graph.Set("b", -0.25);

        double[] now = tape.Now();

        now[0].Should().BeApproximately(graph[graph.Output].Data, 1e-14);
        now[1].Should().BeApproximately(graph[graph.Leaves.ElementAt(1)].Grad, 1e-14);
        now[2].Should().BeApproximately(-2 * now[0] * (1 - now[0] * now[0]) * 0.25, 1e-14);
    }

    [Fact]
    public void Every_function_has_curves()
    {
        foreach (string name in FormulaFunctions.Names)
        {
            var graph = FormulaGraph.Of(CSharpExportTests.Called(name), LeafData.Default.With("x", 0.3).With("a", 0.7));

            double[] now = new CurveTape(graph, "x").Now();

            now[0].Should().BeApproximately(graph[graph.Output].Data, 1e-12, name);
            now[1].Should().BeApproximately(graph[graph.Leaves.First()].Grad, 1e-12, name);
        }
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-5, 5)]
    [InlineData(6.88, 10)]
    [InlineData(-11, 25)]
    [InlineData(26, 50)]
    [InlineData(99, 100)]
    [InlineData(101, 250)]
    [InlineData(1.7e308, double.MaxValue)]
    public void A_slider_has_a_round_range_that_holds_its_number(double data, double range)
    {
        LeafRange.Of(data).Should().Be(range);
    }
}
