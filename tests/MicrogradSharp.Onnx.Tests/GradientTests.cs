using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>Gradients, softmax and losses, which use operators that have no public class.</summary>
public sealed class GradientTests
{
    private static readonly double[] s_rows = [0.3, -0.7, 1.2, -1.4, 0.9, 0.2, 0.6, 0.6, -0.1];

    [Theory]
    [InlineData(OnnxPrecision.F64)]
    [InlineData(OnnxPrecision.F32)]
    public void The_gradient_of_every_operator_is_a_function_too(OnnxPrecision precision)
    {
        double[] rows = Array.ConvertAll(s_rows, number => (double)(float)number);
        var tape = Tape.Record(3, row =>
        {
            var leaves = row.ToArray();
            return
            [
                .. RandomGraph.Operators.SelectMany(op => Differentiate.Gradient(
                    op.Apply([.. Enumerable.Range(0, op.Inputs).Select(i => leaves[i % 3])]), leaves)),
            ];
        });

        var model = Model.Of(tape, new OnnxOptions { Precision = precision });

        Near.Check(model.Run(rows), tape.Evaluate(rows), precision == OnnxPrecision.F64 ? 1e-12 : 1e-4, i => $"number {i}");
    }

    [Fact]
    public void Second_derivatives_are_functions_too()
    {
        var tape = Tape.Record(3, row =>
        {
            var leaves = row.ToArray();
            var power = (leaves[0] * leaves[0]).Pow(leaves[1] * leaves[1]);
            var f = leaves[0].Trigamma() + power + leaves[2].GELU() + Node.Max(row) * leaves[1];
            var first = Differentiate.Gradient(f, leaves);
            return [.. first, .. Differentiate.Gradient(Node.Sum(first), leaves)];
        });
        double[] rows = [.. s_rows, 0, 0, 1, 0, 0.5, 1, 2, 0, -1];      // powers of 0, too

        Near.Check(Model.Of(tape).Run(rows), tape.Evaluate(rows), 1e-11, i => $"number {i}");
    }

    [Fact]
    public void Softmax_and_cross_entropy_are_those_of_the_tape()
    {
        var tape = Tape.Record(4, row =>
            [.. Node.Softmax(row[1..]), .. Node.LogSoftmax(row[1..]), Loss.CrossEntropy(row[1..], row[0]), Loss.CrossEntropy(row[1..], 1)]);
        double[] rows = [0, 1, 2, 3, 2, -800, 800, 0, 1, 5, 5, 5, 1.5, 1, 2, 3, -1, 1, 2, 3, 3, 1, 2, 3, double.NaN, 1, 2, 3];

        Near.Check(Model.Of(tape).Run(rows), tape.Evaluate(rows), Near.F64, i => $"number {i}");
    }

    [Fact]
    public void A_slope_of_0_stops_what_it_stops_in_the_library()
    {
        var tape = Tape.Record(2, row =>
        {
            var leaves = row.ToArray();
            var clipped = (leaves[0].ReLU() * leaves[1]).Log();
            return [.. Differentiate.Gradient(clipped, leaves), .. Differentiate.Gradient(leaves[0].Sqrt() * 0, leaves)];
        });
        double[] rows = [0, 1, -1, 2, 1, 0, double.NaN, 1, double.PositiveInfinity, 0];

        Near.Check(Model.Of(tape).Run(rows), tape.Evaluate(rows), Near.F64, i => $"number {i}");
    }
}
