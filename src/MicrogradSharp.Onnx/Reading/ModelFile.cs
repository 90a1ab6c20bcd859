using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>The graph of an ONNX file: which node computes a value, and which values are stored.</summary>
internal sealed class ModelFile
{
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<TensorProto, double[]> _numbers = new(ReferenceEqualityComparer.Instance);

    private ModelFile(GraphProto graph)
    {
        foreach (var tensor in graph.Initializer) _stored[tensor.Name] = tensor;
        foreach (var node in graph.Node)
        {
            foreach (string output in node.Output)
            {
                if (output.Length == 0 || _producers.TryAdd(output, node)) continue;
                throw new FormatException($"{ShownText.Quoted(output)} is computed twice.");
            }
            if (StoredBy(node) is { } tensor) _stored[node.Output[0]] = tensor;
        }
        var input = Only("input", [.. graph.Input.Where(input => !_stored.ContainsKey(input.Name))]);
        var result = Only("output", [.. graph.Output]);
        (Input, Output) = (input.Name, result.Name);
        (InputColumns, OutputColumns) = (Columns(input), Columns(result));
        Nodes = graph.Node.Count;
    }

    /// <summary>The name of the only input that is not stored.</summary>
    public string Input { get; }

    /// <summary>The name of the only output.</summary>
    public string Output { get; }

    /// <summary>The number of columns of the input; null if the file does not say.</summary>
    public long? InputColumns { get; }

    /// <summary>The number of columns of the output; null if the file does not say.</summary>
    public long? OutputColumns { get; }

    /// <summary>The number of nodes.</summary>
    public int Nodes { get; }

    /// <exception cref="FormatException">The bytes are not an ONNX model with one input and one output.</exception>
    public static ModelFile Read(byte[] bytes)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new FormatException($"The file must be an ONNX model, but cannot be read: {fault.Message}", fault);
        }
        return model.Graph is null || model.OpsetImport.Count == 0
            ? throw new FormatException("The file must be an ONNX model, but has no graph.")
            : new ModelFile(model.Graph);
    }

    /// <summary>Whether a node applies an operator of ONNX itself.</summary>
    public static bool IsOf([NotNullWhen(true)] NodeProto? node, string operatorType) =>
        node is { Domain: "" or "ai.onnx" } && node.OpType == operatorType && node.Output.Count >= 1;

    /// <summary>The node that computes a value; null if none does.</summary>
    public NodeProto? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The shape of a stored value; null if it is not stored.</summary>
    public long[]? Shape(string value) => _stored.TryGetValue(value, out var tensor) ? [.. tensor.Dims] : null;

    /// <summary>The numbers of a stored value; null if it is not stored.</summary>
    /// <exception cref="FormatException">They cannot be read.</exception>
    public double[]? Numbers(string value)
    {
        if (!_stored.TryGetValue(value, out var tensor)) return null;
        if (_numbers.TryGetValue(tensor, out double[]? numbers)) return numbers;
        return _numbers[tensor] = StoredNumbers.Of(tensor, ShownText.Quoted(value));
    }

    /// <summary>The tensor that is the output of a node: a constant, or the copy of a stored tensor.</summary>
    private TensorProto? StoredBy(NodeProto node)
    {
        if (IsOf(node, "Constant")) return ConstantOf(node);
        return IsOf(node, "Identity") && node.Input.Count == 1 ? _stored.GetValueOrDefault(node.Input[0]) : null;
    }

    /// <summary>Only of a matrix: the layers may read the other shapes flattened.</summary>
    private static long? Columns(ValueInfoProto value) =>
        value.Type?.TensorType?.Shape?.Dim is [_, { DimValue: > 0 } columns] ? columns.DimValue : null;

    private static TensorProto? ConstantOf(NodeProto node)
    {
        if (node.Attribute.Count != 1) return null;
        var attribute = node.Attribute[0];
        return attribute.Name switch
        {
            "value" => attribute.T,
            "value_float" => new TensorProto { DataType = (int)ElementType.Single, FloatData = { attribute.F } },
            _ => null,
        };
    }

    private static ValueInfoProto Only(string what, ValueInfoProto[] values) => values.Length == 1
        ? values[0]
        : throw new FormatException($"The model must have 1 {what}, but has {values.Length}.");
}
