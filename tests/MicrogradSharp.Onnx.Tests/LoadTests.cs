using Google.Protobuf;
using MicrogradSharp.Nn;
using MicrogradSharp.Onnx.Schema;
using static MicrogradSharp.Onnx.Tests.Protos;

namespace MicrogradSharp.Onnx.Tests;

public sealed class LoadTests
{
    private static readonly double[] s_rows = [0.5, -1, 2, -0.3, 1.7, 0.1];

    public static MatrixTheoryData<string, OnnxPrecision> Names => NetworkTests.Activations;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_network_comes_back(string activation, OnnxPrecision precision)
    {
        var network = new MLP(3, [5, 4, 2], new Random(4), Activation.FromName(activation));

        var loaded = Loaded(Model.Of(network, new OnnxOptions { Precision = precision }).Proto);

        Activations(loaded).Should().Equal(Activations(network));
        double[] expected = [.. network.Parameters.Select(parameter => parameter.Data)];
        if (precision == OnnxPrecision.F32) expected = Array.ConvertAll(expected, number => (double)(float)number);
        loaded.Parameters.Select(parameter => parameter.Data).Should().Equal(expected);
    }

    [Fact]
    public void An_activation_of_ones_own_comes_back_if_it_is_given()
    {
        var swish = new Activation("swish2", x => x * (2 * x).Sigmoid());
        var network = new MLP(3, [5, 2], new Random(4), swish);
        var proto = Model.Of(network).Proto;

        Predict(Loaded(proto, swish)).Should().Equal(Predict(network));
        FluentActions.Invoking(() => Loaded(proto)).Should().Throw<FormatException>().WithMessage(
            "The model must be a chain of layers (Gemm, or MatMul and Add) and activations (ReLU, LeakyReLU, ELU, GELU, SiLU, softplus, "
            + "tanh, sigmoid, erf, atan, sin), but 'mul_2' is the output of Mul, which is neither.");
    }

    [Fact]
    public void Two_activations_of_one_name_are_refused()
    {
        Activation mine = new("mine", x => x * x.Tanh()), other = new("mine", x => x * x.Sin());
        var graph = Graph(
            Node("MatMul", ["x", "w"], "m1"), Node("Tanh", ["m1"], "t1"), Node("Mul", ["m1", "t1"], "a"),
            Node("MatMul", ["a", "w"], "m2"), Node("Sin", ["m2"], "t2"), Node("Mul", ["m2", "t2"], "y"));
        graph.Initializer.Add(Floats("w", [1, 1], 2));

        FluentActions.Invoking(() => Loaded(Proto(graph), mine, other)).Should().Throw<ArgumentException>().WithMessage(
            "activations must have different names, also from those of the library, but the model has two that are named mine.");
    }

    [Fact]
    public void A_network_that_was_recorded_comes_back()
    {
        var network = new MLP(3, [5, 2], new Random(4), Activation.SiLU);

        Predict(Loaded(Model.Of(Tape.Record(3, row => network.Forward(row))).Proto)).Should().Equal(Predict(network));
    }

    [Fact]
    public void Other_forms_of_a_layer_are_read()
    {
        // (2 · x W + 3 · b), then MatMul and Add with the bias first, then MatMul alone; W not transposed; Constant, Identity, Flatten
        var graph = Graph(
            Node("Flatten", ["x"], "flat"),
            Node("Gemm", ["flat", "w1", "b1"], "g", ("alpha", 2f), ("beta", 3f)),
            Node("LeakyRelu", ["g"], "a"),
            Node("MatMul", ["a", "w2"], "m"),
            Node("Constant", [], "b2"),
            Node("Add", ["b2", "m"], "s"),
            Node("Sigmoid", ["s"], "sigmoid"),
            Node("Mul", ["sigmoid", "s"], "silu"),
            Node("MatMul", ["silu", "w3"], "p"),
            Node("Identity", ["p"], "y"));
        graph.Node[4].Attribute.Add(
            new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = Floats("", [2], 5, 6) });
        graph.Initializer.AddRange(
            [Floats("w1", [3, 1], 1, 2, 3), Floats("b1", [1], 4), Floats("w2", [1, 2], 7, 8), Floats("w3", [2, 1], 9, 10)]);

        var network = Loaded(Proto(graph));

        network.Parameters.Select(parameter => parameter.Data).Should().Equal(2, 4, 6, 12, 7, 5, 8, 6, 9, 10, 0);
        Activations(network).Should().Equal(Activation.LeakyReLU, Activation.SiLU, Activation.Linear);
    }

    [Fact]
    public void GELU_as_PyTorch_exported_it_before_the_operator_is_read()
    {
        var graph = Graph(
            Node("Gemm", ["x", "w"], "g", ("transB", 1L)), Node("Div", ["g", "root"], "d"), Node("Erf", ["d"], "e"),
            Node("Add", ["e", "one"], "s"), Node("Mul", ["g", "s"], "m"), Node("Mul", ["m", "half"], "y"));
        graph.Initializer.AddRange(
            [Floats("w", [1, 3], 1, 2, 3), Floats("root", [], MathF.Sqrt(2)), Floats("one", [], 1), Floats("half", [1], 0.5f)]);

        Loaded(Proto(graph)).Layers.Single().Neurons[0].Activation.Should().Be(Activation.GELU);
    }

    [Theory]
    [InlineData("LeakyRelu", "alpha", 0.2f)]
    [InlineData("Elu", "alpha", 0.5f)]
    [InlineData("Relu", "something", 1f)]
    public void An_activation_with_another_constant_is_another(string type, string attribute, float value)
    {
        var graph = Graph(Node("MatMul", ["x", "w"], "m"), Node(type, ["m"], "y", (attribute, value)));
        graph.Initializer.Add(Floats("w", [1, 2], 1, 2));

        Fault(Proto(graph)).Should().EndWith($"but 'y' is the output of {type}, which is neither.");
    }

    [Fact]
    public void What_is_no_chain_of_layers_is_refused()
    {
        var good = Model.Of(new MLP(3, [5, 2], new Random(4))).Proto;

        Fault(new ModelProto()).Should().Be("The file must be an ONNX model, but has no graph.");
        Fault(Changed(model => model.Graph.Output.Clear())).Should().Be("The model must have 1 output, but has 0.");
        Fault(Changed(model => model.Graph.Input.Add(new ValueInfoProto { Name = "z" })))
            .Should().Be("The model must have 1 input, but has 2.");
        Fault(Changed(model => model.Graph.Node[0].Output[0] = model.Graph.Node[2].Output[0])).Should().Be("'output' is computed twice.");
        Fault(Changed(model => model.Graph.Node[1].OpType = "Softmax"))
            .Should().EndWith("but 'relu_1' is the output of Softmax, which is neither.");
        Fault(Changed(model => model.Graph.Node[1].Domain = "elsewhere"))
            .Should().EndWith("but 'relu_1' is the output of Relu, which is neither.");
        Fault(Changed(model => model.Graph.Node[0].Input[0] = "nothing"))
            .Should().EndWith("but 'nothing' is not computed, which is neither.");
        Fault(Changed(model => model.Graph.Node[0].Input[0] = "output"))
            .Should().Be("The nodes of the model must form no circle, but they do.");
        Fault(Changed(model => model.Graph.Node[0].Input[1] = "relu_1"))
            .Should().Be("The Gemm of 'gemm_1' must read stored numbers, but 'relu_1' is computed.");
        Fault(Changed(model => model.Graph.Node[0].Attribute[0].Name = "transA"))
            .Should().Be("The Gemm of 'gemm_1' must not transpose its input, but transA is 1.");
        Fault(Changed(model => model.Graph.Node[0].Input[2] = "2.bias"))
            .Should().Be("The Gemm of 'gemm_1' must have 1 or 5 biases, one for each output, but has 2.");
        Fault(Changed(model => model.Graph.Node[0].Input[1] = "0.bias"))
            .Should().Be("The weights '0.bias' must be a matrix with at least 1 element, but have the shape [5].");
        Fault(Changed(model => model.Graph.Node[2].Input[1] = "0.weight"))
            .Should().EndWith("must have 1 or 5 biases, one for each output, but has 2.");
        Fault(Changed(model => model.Graph.Initializer[0].Dims[0] = 1 << 30))
            .Should().Be("'0.weight' must hold 3221225472 numbers, as its shape says, but holds 15.");
        Fault(Changed(model => model.Graph.Initializer[0].Dims[0] = -5))
            .Should().Be("The dimensions of '0.weight' must be at least 0, but one is -5.");
        Fault(Changed(model => model.Graph.Initializer[0].RawData = ByteString.CopyFrom(1, 2, 3)))
            .Should().Be("The data of '0.weight' must be a multiple of 8 bytes, but are 3.");
        Fault(Changed(model => model.Graph.Initializer[0].DataType = 7))
            .Should().Be("'0.weight' must hold numbers of type 1 (float) or 11 (double), but has type 7.");
        Fault(Changed(model => model.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External))
            .Should().Be("The numbers of '0.weight' must be in the file, but are in another one.");

        ModelProto Changed(Action<ModelProto> change)
        {
            var model = good.Clone();
            change(model);
            return model;
        }
    }

    [Fact]
    public void A_node_that_changes_rows_or_trains_is_not_passed_over()
    {
        Accepts(Node("Flatten", ["m"], "y"), Node("Flatten", ["m"], "y", ("axis", 1L)), Node("Dropout", ["m", "ratio", ""], "y"));
        Fault(After(Node("Flatten", ["m"], "y", ("axis", 0L)))).Should().EndWith("but 'y' is the output of Flatten, which is neither.");
        Fault(After(Node("Dropout", ["m", "", "t"], "y"))).Should().EndWith("but 'y' is the output of Dropout, which is neither.");

        static void Accepts(params NodeProto[] nodes)
        {
            foreach (var node in nodes) Loaded(After(node)).Layers.Should().HaveCount(1);
        }

        static ModelProto After(NodeProto last)
        {
            var graph = Graph(Node("MatMul", ["x", "w"], "m"), last);
            graph.Initializer.Add(Floats("w", [1, 2], 1, 2));
            return Proto(graph);
        }
    }

    [Theory]
    [InlineData(new long[] { 2 }, true)]
    [InlineData(new long[] { 1, 2 }, true)]
    [InlineData(new long[] { 2, 1 }, false)]
    public void Biases_are_a_vector(long[] shape, bool isRead)
    {
        var gemm = Graph(Node("Gemm", ["x", "w", "b"], "y"));
        var sum = Graph(Node("MatMul", ["x", "w"], "m"), Node("Add", ["m", "b"], "y"));
        foreach (var graph in (GraphProto[])[gemm, sum])
        {
            graph.Initializer.AddRange([Floats("w", [1, 2], 1, 2), Floats("b", shape, 3, 4)]);
            if (isRead) Loaded(Proto(graph)).Parameters.Select(parameter => parameter.Data).Should().Equal(1, 3, 2, 4);
            else Fault(Proto(graph)).Should().Be("The biases 'b' must be a vector, but have the shape [2, 1].");
        }
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        var graph = Graph(Node("MatMul", ["x", "w1"], "m"), Node("MatMul", ["m", "w2"], "y"));
        graph.Initializer.AddRange([Floats("w1", [1, 2], 1, 2), Floats("w2", [3, 1], 1, 2, 3)]);

        Fault(Proto(graph)).Should().Be("Layer 2 must have 2 inputs, the outputs of the layer before, but has 3.");
        Fault(Proto(Graph(Node("Identity", ["x"], "y")))).Should().Be("The model must have at least 1 layer, but has none.");
    }

    [Fact]
    public void Layers_that_share_their_weights_need_no_more_memory_than_the_file()
    {
        Fault(Proto(Chain(200))).Should().StartWith("The layers must not share their weights so often that they have more numbers than ");
        Loaded(Proto(Chain(2))).Layers.Should().HaveCount(2);

        static GraphProto Chain(int layers)
        {
            var graph = Graph([.. Enumerable.Range(1, layers).Select(
                i => Node("MatMul", [i == 1 ? "x" : $"m{i - 1}", "w"], i == layers ? "y" : $"m{i}"))]);
            graph.Initializer.Add(Floats("w", [40, 40], new float[1600]));
            return graph;
        }
    }

    [Fact]
    public void Products_in_both_orders_are_not_compared_for_ever()
    {
        var deep = new Activation("deep", x => Enumerable.Range(0, 40).Aggregate(x.Exp(), (product, _) => product.Tanh() * product.Sin()));
        var model = Model.Of(new MLP(1, [1, 1], new Random(1), deep)).Proto;
        Loaded(model, deep).Layers[0].Neurons[0].Activation.Should().Be(deep);
        model.Graph.Node.Single(node => node.OpType == "Exp").OpType = "Log";
        foreach (var node in model.Graph.Node.Where(node => node.OpType == "Mul")) node.Input[1] = node.Input[0];    // either order may fit

        Fault(model, deep).Should().EndWith("is the output of Mul, which is neither.");
    }

    [Fact]
    public void Every_file_that_is_cut_or_damaged_is_refused_or_read()
    {
        byte[] bytes = Model.Of(new MLP(2, [2, 1], new Random(4), Activation.GELU)).Proto.ToByteArray();
        var random = new Random(3);
        for (int i = 0; i < 1000; i++)
        {
            byte[] damaged = random.Next(2) == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
            if (damaged.Length > 0) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            using var stream = new MemoryStream(damaged);
            try
            {
                OnnxModel.Load(stream);
            }
            catch (FormatException)
            {
            }
        }
    }

    private static IEnumerable<Activation> Activations(MLP network) => network.Layers.Select(layer => layer.Neurons[0].Activation);

    private static double[] Predict(MLP network)
    {
        double[] outputs = new double[4];
        network.Predict(s_rows, outputs);
        return outputs;
    }
}
