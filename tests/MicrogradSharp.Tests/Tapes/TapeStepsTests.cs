using CsCheck;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>The steps of a tape, run by a loop over them.</summary>
public sealed class TapeStepsTests
{
    [Fact]
    public void The_steps_of_a_random_expression_compute_it() =>
        Gen.Select(RandomGraph.Gen, Gen.Double[-2, 2].Array[6], Gen.Bool.Array[6]).Sample((graph, row, isColumn) =>
        {
            var parameters = RandomGraph.MakeLeaves(graph.Leaves);
            var tape = Tape.Record(parameters.Length, inputs =>
            {
                var leaves = new Node[parameters.Length];
                for (int i = 0; i < leaves.Length; i++) leaves[i] = isColumn[i] ? inputs[i] : parameters[i];
                return graph.Build(leaves);
            });
            Check(tape, row[..parameters.Length]);
        });

    [Fact]
    public void A_layer_is_a_matrix_and_an_activation()
    {
        var network = new MLP(3, [4, 2], new Random(1), Activation.Tanh);

        var steps = Tape.Record(3, row => network.Forward(row)).ToSteps();

        steps.Parameters.Should().Equal(network.Parameters);
        steps.Steps.Should().HaveCount(3);
        var first = steps.Steps[0].Should().BeOfType<AffineStep>().Subject;
        (first.Rows, first.Columns, first.Positions, first.Count, first.IsVarying).Should().Be((4, 3, 1, 4, true));
        first.Values.Should().Equal(0, 1, 2);
        first.Weights.Select(weight => steps.Parameters[weight - steps.Columns]).Should()
            .Equal(network.Layers[0].Neurons.SelectMany(neuron => neuron.Weights));
        var tanh = steps.Steps[1].Should().BeOfType<ApplyStep>().Subject;
        tanh.Rule.Should().BeOfType<Tanh>();
        tanh.Inputs.Should().Equal(Enumerable.Range(first.First, 4));
        steps.Outputs.Should().Equal(steps.Steps[2].First, steps.Steps[2].First + 1);
    }

    [Fact]
    public void A_matrix_may_have_several_positions_and_a_table_several_readers()
    {
        var random = new Random(1);
        var embedding = new Embedding(5, 3, random);
        var linear = new Linear(3, 2, random);
        var tape = Tape.Record(2, row =>
        [
            .. linear.Forward(embedding.Forward(row[0])), .. linear.Forward(embedding.Forward(row[1])), Node.Dot(row, row), row[0] * 3 + 1,
        ]);

        var steps = tape.ToSteps().Steps;

        steps.OfType<LookupStep>().Should().ContainSingle().Which.Length.Should().Be(5);
        steps.OfType<AffineStep>().Should().ContainSingle().Which.Positions.Should().Be(2);
        steps.OfType<ScaleStep>().Should().ContainSingle().Which.Count.Should().Be(1);
        Check(tape, [4, 2]);
    }

    [Fact]
    public void Rules_of_ones_own_constants_and_uniform_values_are_described_too()
    {
        Node a = 2;
        var tape = Tape.Record(2, row => [Node.From(new Twice(), row[1]), a.Exp() + 1, 7, row[0], Node.Max(row[0], a, 3)]);

        Check(tape, [1, 5]);
        tape.ToSteps().Steps.Should().Contain(step => !step.IsVarying).And.Contain(step => step.IsVarying);
    }

    private static void Check(Tape tape, double[] row)
    {
        double[] outputs = Run(tape.ToSteps(), row), expected = tape.Evaluate(row);
        outputs.Should().HaveSameCount(expected);
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i].Should().BeApproximately(expected[i], 1e-11 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    private static double[] Run(TapeSteps steps, double[] row)
    {
        var values = new List<double>();
        values.AddRange(row);
        values.AddRange(steps.Parameters.Select(parameter => parameter.Data));
        values.AddRange(steps.Constants);
        foreach (var step in steps.Steps)
        {
            step.First.Should().Be(values.Count);
            values.AddRange([.. Enumerable.Range(0, step.Count).Select(k => Result(step, k, values))]);
        }
        return [.. steps.Outputs.Select(output => values[output])];
    }

    private static double Result(TapeStep step, int k, List<double> values) => step switch
    {
        ApplyStep apply => Node.From(
            apply.Rule, [.. Enumerable.Range(0, apply.InputCount).Select(i => (Node)values[apply.Inputs[i * apply.Count + k]])]).Data,
        ScaleStep scale => values[scale.Biases[k]] + values[scale.Weights[k]] * values[scale.Values[k]],
        LookupStep lookup => values[lookup.Tables[k * lookup.Length + (int)values[lookup.Indices[k]]]],
        AffineStep affine => values[affine.Biases[k / affine.Positions]] + Enumerable.Range(0, affine.Columns).Sum(column =>
            values[affine.Weights[k / affine.Positions * affine.Columns + column]]
            * values[affine.Values[column * affine.Positions + k % affine.Positions]]),
        _ => throw new InvalidOperationException(step.GetType().Name),
    };

    private sealed class Twice : IBackward
    {
        public string Symbol => "twice";

        public double Forward(Value output) => 2 * output.Inputs[0].Data;

        public void Backward(Value output) => output.Inputs[0].Grad += 2 * output.Grad;
    }
}
