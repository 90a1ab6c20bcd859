using MicrogradSharp.Nn;
using MicrogradSharp.Onnx.Schema;
using static MicrogradSharp.Onnx.Tests.Protos;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>Models as other programs write them, and wrong ones.</summary>
public sealed class ForeignModelTests
{
    private static readonly TensorProto s_weights = Floats("w", [1, 2], 1, 2);

    [Fact]
    public void Stored_numbers_may_be_copied()
    {
        var graph = Graph(
            Node("Identity", ["w"], "w1"), Node("Identity", ["w1"], "w2"), Node("Identity", ["b"], "b1"),
            Node("Gemm", ["x", "w2", "b1"], "y"));
        graph.Initializer.AddRange([s_weights, Floats("b", [2], 3, 4)]);

        Numbers(graph).Should().Equal(1, 3, 2, 4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stored_weights_may_be_transposed(bool hasPermutation)
    {
        var turn = Node("Transpose", ["w"], "turned");
        if (hasPermutation) turn.Attribute.Add(Permutation(1, 0));
        var product = Graph(turn, Node("MatMul", ["x", "turned"], "y"));
        product.Initializer.Add(Floats("w", [3, 2], 1, 2, 3, 4, 5, 6));
        var gemm = Graph(turn, Node("Gemm", ["x", "turned"], "y", ("transB", 1L)));
        gemm.Initializer.Add(Floats("w", [3, 2], 1, 2, 3, 4, 5, 6));

        Numbers(product).Should().Equal(1, 2, 0, 3, 4, 0, 5, 6, 0);
        Numbers(gemm).Should().Equal(1, 3, 5, 0, 2, 4, 6, 0);
    }

    [Fact]
    public void A_permutation_that_keeps_the_order_transposes_nothing()
    {
        var turn = Node("Transpose", ["w"], "same");
        turn.Attribute.Add(Permutation(0, 1));
        var graph = Graph(turn, Node("MatMul", ["x", "same"], "y"));
        graph.Initializer.Add(s_weights);

        Fault(Proto(graph)).Should().Be("The MatMul of 'y' must read stored numbers, but 'same' is computed.");
    }

    [Fact]
    public void The_input_and_the_output_have_the_columns_that_the_file_says()
    {
        Fault(WithColumns(input: 7, output: 2)).Should().Be("The first layer must have 7 inputs, as the model, but has 1.");
        Fault(WithColumns(input: 1, output: 3)).Should().Be("The last layer must have 3 outputs, as the model, but has 2.");
        Loaded(WithColumns(input: 1, output: 2)).OutputCount.Should().Be(2);

        static ModelProto WithColumns(long input, long output)
        {
            var graph = Graph(Node("MatMul", ["x", "w"], "y"));
            graph.Initializer.Add(s_weights);
            (graph.Input[0].Type, graph.Output[0].Type) = (Matrix(input), Matrix(output));
            return Proto(graph);
        }
    }

    [Fact]
    public void A_message_quotes_the_start_of_a_long_text_only()
    {
        var graph = Graph(Node(new string('o', 100_000), ["x"], "y"));

        Fault(Proto(graph)).Should().EndWith("but 'y' is the output of " + new string('o', 79) + "…, which is neither.");
    }

    [Fact]
    public void A_shape_says_how_many_numbers_a_tensor_has()
    {
        var graph = Graph(Node("MatMul", ["x", "w"], "y"));
        graph.Initializer.Add(Floats("w", [1 << 30, 3], 1, 2));

        Fault(Proto(graph)).Should().Be("'w' must hold 3221225472 numbers, as its shape says, but holds 2.");
    }

    [Fact]
    public void One_output_has_one_bias()
    {
        var graph = Graph(Node("Gemm", ["x", "w", "b"], "y"));
        graph.Initializer.AddRange([Floats("w", [2, 1], 1, 2), Floats("b", [3], 1, 2, 3)]);

        Fault(Proto(graph)).Should().Be("The Gemm of 'y' must have 1 bias, one for each output, but has 3.");
    }

    [Fact]
    public void An_activation_of_more_steps_than_the_stack_holds_is_refused()
    {
        var deep = new Activation("deep", x => Enumerable.Range(0, 20_000).Aggregate(x, (sine, _) => sine.Sin()));
        var model = Model.Of(new MLP(1, [1, 1], new Random(1), deep)).Proto;
        string fault = "";
        var thread = new Thread(() => fault = Fault(model, deep), maxStackSize: 1 << 20);

        thread.Start();
        thread.Join();

        fault.Should().EndWith("is the output of Sin, which is neither.");
    }

    private static IEnumerable<double> Numbers(GraphProto graph) => Loaded(Proto(graph)).Parameters.Select(parameter => parameter.Data);

    private static AttributeProto Permutation(params long[] axes) =>
        new() { Name = "perm", Type = AttributeProto.Types.AttributeType.Ints, Ints = { axes } };

    private static TypeProto Matrix(long columns)
    {
        var shape = new TensorShapeProto
        {
            Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" }, new TensorShapeProto.Types.Dimension { DimValue = columns } },
        };
        return new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } };
    }
}
