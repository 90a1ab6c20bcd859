using MicrogradSharp.Nn;
using MicrogradSharp.Onnx.Schema;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>The rules of ONNX's checker: unique names, order, types, shapes, versions.</summary>
public sealed class GraphTests
{
    private static readonly double[] s_rows = [.. Enumerable.Range(0, 18).Select(i => Math.Cos(i) * 1.5)];

    public static TheoryData<string> Models => ["every operator", "every operator in 32 bits", "network", "mixed", "constant", "columns"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Names_are_unique_and_known_before_they_are_used(string name)
    {
        var graph = Make(name).Proto.Graph;
        var known = new HashSet<string>();
        foreach (string value in graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(tensor => tensor.Name)))
        {
            known.Add(value).Should().BeTrue("{0} must be unique", value);
        }
        foreach (var node in graph.Node)
        {
            known.Should().Contain(node.Input, "the inputs of {0} come first", node.Name);
            foreach (string output in node.Output) known.Add(output).Should().BeTrue("{0} must be unique", output);
        }
        known.Should().Contain(graph.Output.Select(output => output.Name)).And.NotContain("");
        graph.Node.Select(node => node.Name).Should().OnlyHaveUniqueItems().And.NotContain("");
        var used = graph.Node.SelectMany(node => node.Input).Concat(graph.Output.Select(output => output.Name)).ToHashSet();
        used.Should().Contain(graph.Initializer.Select(tensor => tensor.Name), "nothing is stored that no node reads");
        used.Should().Contain(graph.Node.SelectMany(node => node.Output), "no node computes what no node reads");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_value_has_the_shape_that_the_file_says(string name)
    {
        var model = Make(name);
        var graph = model.Proto.Graph;
        int columns = (int)graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue, rows = s_rows.Length / columns;

        var shapes = model.Shapes(s_rows[..(rows * columns)]);

        shapes.Should().HaveCount(graph.Node.Count);
        foreach (var value in graph.ValueInfo.Concat(graph.Output))
        {
            var said = value.Type.TensorType.Shape.Dim.Select(
                dim => dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam ? rows : (int)dim.DimValue);
            shapes[value.Name].Should().Equal(said, value.Name);
        }
    }

    [Fact]
    public void The_file_says_who_wrote_it_and_what_it_needs()
    {
        var model = Model.Of(new MLP(2, [3, 1]), new OnnxOptions { Name = "moons", Description = "Two moons." }).Proto;

        (model.IrVersion, model.ProducerName, model.DocString, model.Graph.Name).Should().Be((9, "MicrogradSharp", "Two moons.", "moons"));
        model.ProducerVersion.Should().NotBeEmpty();
        model.OpsetImport.Should().ContainSingle().Which.Should().Be(new OperatorSetIdProto { Version = 20 });
        Model.Of(new MLP(2, [3, 1])).Proto.DocString.Should().Be("A function of a row: from 2 columns to 1 output.");
    }

    [Fact]
    public void Equal_operations_on_a_vector_are_one_node()
    {
        var tape = Tape.Record(16, row => Node.Sum([.. row.ToArray().Select(x => (x.Sin() * 3 + 1).Tanh())]));

        Model.Of(tape).Operators.Should().Equal("Sin", "Mul", "Add", "Tanh", "Reshape", "ReduceSum");
    }

    [Fact]
    public void Equal_nodes_are_one()
    {
        var operators = Model.Of(Tape.Record(1, row => row[0].Erf() + row[0].Abs())).Operators;

        operators.Count(name => name == "Abs").Should().Be(1);
    }

    [Fact]
    public void What_no_output_needs_is_not_stored()
    {
        Node used = new(2, "used"), unused = new(3, "unused");
        var tape = Tape.Record(1, row =>
        {
            _ = unused * row[0];
            return used * row[0];
        });

        Model.Of(tape).Proto.Graph.Initializer.Select(tensor => tensor.Name).Should().Contain("used").And.NotContain("unused");
    }

    [Fact]
    public void The_same_function_gives_the_same_file()
    {
        var tape = Tape.Record(3, row => EveryOperator(row));

        Model.Of(tape).Proto.Should().Be(Model.Of(tape).Proto);
    }

    private static Model Make(string name)
    {
        Node a = 0.5, b = -1.5;
        return name switch
        {
            "every operator" => Model.Of(Tape.Record(3, row => EveryOperator(row))),
            "every operator in 32 bits" => Model.Of(
                Tape.Record(3, row => EveryOperator(row)), new OnnxOptions { Precision = OnnxPrecision.F32 }),
            "network" => Model.Of(new MLP(3, [4, 2], new Random(1), Activation.GELU)),
            "mixed" => Model.Of(Tape.Record(2, row => [Node.Max(row[0], a, 3, row[1], b, a * b), a.Exp(), row[1]])),
            "constant" => Model.Of(Tape.Record(2, _ => [a * 2, 5, 5])),
            _ => Model.Of(Tape.Record(3, row => [row[2], row[0], row[0]])),
        };
    }

    private static Node EveryOperator(ReadOnlySpan<Node> row)
    {
        var leaves = row.ToArray();
        return Node.Sum([.. RandomGraph.Operators.Select(op => op.Apply([.. Enumerable.Range(0, op.Inputs).Select(i => leaves[i % 3])]))]);
    }
}
