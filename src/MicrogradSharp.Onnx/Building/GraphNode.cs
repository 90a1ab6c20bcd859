using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>A node of a graph under construction. Names are read when it is written, because an output may get another name.</summary>
internal sealed record GraphNode(string Operator, OnnxTensor[] Inputs, OnnxTensor Output, AttributeProto[] Attributes)
{
    public NodeProto ToProto(string name)
    {
        var node = new NodeProto { OpType = Operator, Name = name };
        foreach (var input in Inputs) node.Input.Add(input.Name);
        node.Output.Add(Output.Name);
        node.Attribute.AddRange(Attributes);
        return node;
    }
}
