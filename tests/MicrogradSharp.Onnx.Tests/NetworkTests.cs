using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>A saved network is the graph that PyTorch exports.</summary>
public sealed class NetworkTests
{
    private static readonly double[] s_rows = [.. Enumerable.Range(0, 30).Select(i => Math.Sin(i) * 2)];

    public static MatrixTheoryData<string, OnnxPrecision> Activations =>
        new(Activation.All.Select(activation => activation.Name), Enum.GetValues<OnnxPrecision>());

    [Fact]
    public void A_layer_is_a_Gemm_with_the_names_of_PyTorch()
    {
        var graph = Model.Of(new MLP(3, [4, 5, 2], new Random(1)), new OnnxOptions { Precision = OnnxPrecision.F32 }).Proto.Graph;

        graph.Node.Select(node => node.OpType).Should().Equal("Gemm", "Relu", "Gemm", "Relu", "Gemm");
        var first = graph.Node[0];
        first.Input.Should().Equal("input", "0.weight", "0.bias");
        first.Attribute.Should().ContainSingle(attribute => attribute.Name == "transB" && attribute.I == 1);
        graph.Node[^1].Output.Should().Equal("output");
        graph.Initializer.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Dims)}]").Should().Equal(
            "0.weight [4, 3]", "0.bias [4]", "2.weight [5, 4]", "2.bias [5]", "4.weight [2, 5]", "4.bias [2]");
        graph.Initializer.Should().OnlyContain(tensor => tensor.DataType == 1);
        var rows = graph.Input.Single().Type.TensorType.Shape.Dim[0];
        rows.DimParam.Should().Be("rows");
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_has_the_values_of_the_network(string activation, OnnxPrecision precision)
    {
        var network = new MLP(3, [7, 6, 2], new Random(2), Activation.FromName(activation));
        double[] outputs = new double[20];
        network.Predict(s_rows, outputs);

        var model = Model.Of(network, new OnnxOptions { Precision = precision });

        Near.Check(model.Run(s_rows), outputs, Near.For(precision), i => $"output {i}");
    }

    [Fact]
    public void A_recorded_network_is_the_same_graph()
    {
        var network = new MLP(3, [7, 6, 2], new Random(2), Activation.Tanh);
        var tape = Tape.Record(3, row => network.Forward(row));

        var model = Model.Of(tape, new OnnxOptions { Module = network });

        model.Proto.Graph.Should().Be(Model.Of(network).Proto.Graph);
    }

    [Fact]
    public void A_recorded_network_without_names_is_a_Gemm_a_layer_too()
    {
        var network = new MLP(3, [7, 6, 2], new Random(2), Activation.Tanh);

        var model = Model.Of(Tape.Record(3, row => network.Forward(row)));

        model.Operators.Should().Equal("Gemm", "Tanh", "Gemm", "Tanh", "Gemm");
        model.Proto.Graph.Initializer.Select(tensor => tensor.Name).Should()
            .Equal("weight", "bias", "weight_1", "bias_1", "weight_2", "bias_2");
    }

    [Fact]
    public void An_activation_of_its_own_may_have_a_parameter()
    {
        Node slope = 0.25;
        slope.Label = "slope";
        var activation = new Activation("prelu", x => Node.Where(x, x, slope * x));
        var network = new MLP(3, [4, 2], new Random(3), activation);
        double[] outputs = new double[20];
        network.Predict(s_rows, outputs);

        var model = Model.Of(network);

        Near.Check(model.Run(s_rows), outputs, Near.F64, i => $"output {i}");
        model.Proto.Graph.Initializer.Select(tensor => tensor.Name).Should().Contain("slope");
    }

    [Fact]
    public void A_network_of_one_neuron_is_a_Gemm()
    {
        var network = new MLP(1, [1], new Random(3));

        var model = Model.Of(network);

        model.Operators.Should().Equal("Gemm");
        Near.Check(model.Run([0.5, -2]), [network.Predict([0.5])[0], network.Predict([-2])[0]], Near.F64, i => $"row {i}");
    }

    [Fact]
    public void The_data_are_those_of_the_moment()
    {
        var network = new MLP(1, [1], new Random(3));
        var tape = Tape.Record(1, row => network.Forward(row));
        foreach (var parameter in network.Parameters) parameter.Data = 3;

        Model.Of(tape).Run([2]).Should().Equal(9);
    }
}
