using Google.Protobuf;
using MicrogradSharp.Nn;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>Models that are made node by node, and what loading them gives.</summary>
internal static class Protos
{
    public static MLP Loaded(ModelProto model, params Activation[] activations)
    {
        using var stream = new MemoryStream(model.ToByteArray());
        return OnnxModel.Load(stream, activations);
    }

    public static string Fault(ModelProto model, params Activation[] activations) =>
        FluentActions.Invoking(() => Loaded(model, activations)).Should().Throw<FormatException>().Which.Message;

    public static ModelProto Proto(GraphProto graph) => new() { Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 13 } } };

    public static GraphProto Graph(params NodeProto[] nodes)
    {
        var graph = new GraphProto { Input = { new ValueInfoProto { Name = "x" } }, Output = { new ValueInfoProto { Name = "y" } } };
        graph.Node.AddRange(nodes);
        return graph;
    }

    public static NodeProto Node(string type, string[] inputs, string output, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = type, Output = { output } };
        node.Input.AddRange(inputs);
        foreach (var (name, value) in attributes)
        {
            node.Attribute.Add(value is float number
                ? new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = number }
                : new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = (long)value });
        }
        return node;
    }

    public static TensorProto Floats(string name, long[] shape, params float[] numbers)
    {
        var tensor = new TensorProto { Name = name, DataType = 1 };
        tensor.Dims.AddRange(shape);
        tensor.FloatData.AddRange(numbers);
        return tensor;
    }
}
