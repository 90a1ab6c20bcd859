using System.Runtime.CompilerServices;
using CsCheck;
using MicrogradSharp.Forward;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Forward;

/// <summary>One formula as numbers, dual numbers, jets, nodes and on a tape.</summary>
public sealed class RandomFormulaTests
{
    [Fact]
    public void Nodes_duals_and_jets_agree_on_values_and_gradients() => RandomFormula.Gen.Sample(
        formula =>
        {
            double value = Evaluate<double>(formula, formula.At);
            double[] expected = Differentiate.Gradient(x => Evaluate(formula, x), formula.At), gradient = new double[expected.Length];
            ForwardMode.ValueAndGradient(formula, formula.At, gradient).Should().Be(value, "the value is that of double");
            ShouldBeNear(gradient, expected);
            ForwardMode.ValueAndGradient<RandomFormula, Tangents2>(formula, formula.At, gradient).Should().Be(value);
            ShouldBeNear(gradient, expected);
            ForwardMode.ValueAndGradient<RandomFormula, Tangents5>(formula, formula.At, gradient).Should().Be(value);
            ShouldBeNear(gradient, expected);
            double[] v = [.. formula.At.Select(Math.Cos)];
            var along = ForwardMode.DirectionalDerivative(formula, formula.At, v);
            along.Value.Should().Be(value);
            along.Tangent.ShouldBeNear(Differentiate.DirectionalDerivative(x => Evaluate(formula, x), formula.At, v), 1e-11);
        },
        iter: 500);

    [Fact]
    public void A_tape_records_the_formula() => RandomFormula.Gen.Sample(
        formula =>
        {
            var tape = Tape.Record(formula.At.Length, row => Evaluate(formula, row));
            tape.Mean(formula.At).ShouldBeNear(Evaluate<double>(formula, formula.At), 1e-12);
        },
        iter: 100);

    [Fact]
    public void A_dual_of_duals_and_a_dual_of_jets_hold_the_second_derivatives_of_nodes() => RandomFormula.Gen.Sample(
        formula =>
        {
            double[,] hessian = Differentiate.Hessian(x => Evaluate(formula, x), formula.At);
            for (int i = 0; i < formula.At.Length; i++)
            {
                var duals = new Dual<Dual<double>>[formula.At.Length];
                var jets = new Dual<Jet<Tangents8>>[formula.At.Length];
                for (int j = 0; j < duals.Length; j++)
                {
                    duals[j] = new(new(formula.At[j], j == 0 ? 1 : 0), i == j ? 1.0 : 0.0);
                    jets[j] = new(j < 8 ? Jet<Tangents8>.Variable(formula.At[j], j) : formula.At[j], i == j ? 1.0 : 0.0);
                }
                Evaluate<Dual<Dual<double>>>(formula, duals).Tangent.Tangent.ShouldBeNear(hessian[i, 0], 1e-9);
                var row = Evaluate<Dual<Jet<Tangents8>>>(formula, jets).Tangent;
                for (int j = 0; j < Math.Min(8, duals.Length); j++) row.Tangent(j).ShouldBeNear(hessian[i, j], 1e-9);
            }
        },
        iter: 100);

    private static T Evaluate<T>(RandomFormula formula, ReadOnlySpan<T> x)
        where T : System.Numerics.IExponentialFunctions<T>, System.Numerics.ILogarithmicFunctions<T>, System.Numerics.IPowerFunctions<T>,
        System.Numerics.IRootFunctions<T>, System.Numerics.ITrigonometricFunctions<T>, System.Numerics.IHyperbolicFunctions<T>,
        System.Numerics.IComparisonOperators<T, T, bool> => ((IScalarFunction)formula).Evaluate(x);

    private static void ShouldBeNear(double[] actual, double[] expected)
    {
        for (int i = 0; i < expected.Length; i++) actual[i].ShouldBeNear(expected[i], 1e-11, $"gradient {i}");
    }

    [InlineArray(5)]
    private struct Tangents5 : ITangents<Tangents5>
    {
        private double _first;
    }
}
