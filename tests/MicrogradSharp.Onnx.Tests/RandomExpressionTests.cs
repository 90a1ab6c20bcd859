using CsCheck;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>Random expressions of every operator, with columns and parameters for leaves.</summary>
public sealed class RandomExpressionTests
{
    private static readonly Gen<(RandomGraph Graph, double[] Row, bool[] IsColumn)> s_expressions =
        Gen.Select(RandomGraph.Gen, Gen.Double[-2, 2].Array[18], Gen.Bool.Array[6]);

    [Fact]
    public void A_random_expression_has_the_values_of_the_tape() => s_expressions.Sample(
        expression => Check(expression.Graph, expression.Row, expression.IsColumn, OnnxPrecision.F64), iter: 20, threads: 1);

    [Fact]
    public void A_random_expression_has_the_values_of_the_tape_in_32_bits() => s_expressions.Sample(
        expression => Check(expression.Graph, expression.Row, expression.IsColumn, OnnxPrecision.F32), iter: 10, threads: 1);

    private static void Check(RandomGraph graph, double[] row, bool[] isColumn, OnnxPrecision precision)
    {
        var parameters = RandomGraph.MakeLeaves(Array.ConvertAll(graph.Leaves, leaf => (double)(float)leaf));
        int columns = parameters.Length;
        var tape = Tape.Record(columns, inputs =>
        {
            var leaves = new Node[columns];
            for (int i = 0; i < columns; i++) leaves[i] = isColumn[i] ? inputs[i] : parameters[i];
            return graph.Build(leaves);
        });
        double[] rows = Array.ConvertAll(row[..(3 * columns)], number => (double)(float)number);
        Check(tape, rows, precision, precision == OnnxPrecision.F64 ? 1e-11 : 1e-3);    // 40 steps add up
    }

    private static void Check(Tape tape, double[] rows, OnnxPrecision precision, double tolerance)
    {
        var model = Model.Of(tape, new OnnxOptions { Precision = precision });
        Near.Check(model.Run(rows), tape.Evaluate(rows), tolerance, i => $"number {i}");
    }
}
