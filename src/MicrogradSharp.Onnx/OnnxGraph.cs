using Google.Protobuf;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>An ONNX graph under construction, to which an <see cref="IOnnxOperator"/> adds its nodes.</summary>
/// <remarks>Operators are those of opset 20. Not thread-safe.</remarks>
public sealed class OnnxGraph
{
    /// <summary>The version of ONNX's operators, of October 2023.</summary>
    internal const int Opset = 20;

    private static readonly HashSet<string> s_predicates =
        ["Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor", "Not", "IsNaN", "IsInf"];

    private readonly UniqueNames _values = new(), _nodeNames = new();
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<(long Bits, ElementType Type), OnnxTensor> _constants = [];
    private readonly Dictionary<string, OnnxTensor> _indices = new(StringComparer.Ordinal), _outputs = new(StringComparer.Ordinal);

    internal OnnxGraph(OnnxPrecision precision) => Precision = precision;

    /// <summary>The type of the model's numbers.</summary>
    public OnnxPrecision Precision { get; }

    internal ElementType Number => Precision == OnnxPrecision.F64 ? ElementType.Double : ElementType.Single;

    /// <summary>The nodes, inputs before the nodes that use them.</summary>
    internal IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>The values that are stored in the file, with their tensors.</summary>
    internal Dictionary<OnnxTensor, TensorProto> Initializers { get; } = [];

    /// <summary>A single number, which is repeated to the shape of the tensors that it is used with.</summary>
    /// <param name="number">The number.</param>
    public OnnxTensor Constant(double number) => Constant(number, Number);

    /// <summary>Adds a node with an operator that computes number by number, such as <c>Exp</c>, <c>Max</c> or <c>Where</c>.</summary>
    /// <param name="operatorType">
    /// The name of the operator in ONNX. Whether the runtime has it for numbers of this <see cref="Precision"/> is not checked.
    /// </param>
    /// <param name="inputs">Its inputs. They are repeated to a common shape.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="operatorType"/> is empty, there are no inputs, an input is null or of another graph, or the shapes do not fit.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="operatorType"/> is null.</exception>
    public OnnxTensor Apply(string operatorType, params ReadOnlySpan<OnnxTensor> inputs) => Apply(operatorType, inputs, []);

    /// <summary>Adds a node with an operator that computes number by number and has attributes, such as <c>Celu</c>.</summary>
    /// <param name="operatorType">
    /// The name of the operator in ONNX. Whether the runtime has it for numbers of this <see cref="Precision"/> is not checked:
    /// <c>Celu</c> has only 32 bits.
    /// </param>
    /// <param name="inputs">Its inputs. They are repeated to a common shape.</param>
    /// <param name="attributes">Its attributes, such as <c>("alpha", 0.5f)</c>.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="operatorType"/> is empty, there are no inputs, an input is null or of another graph, or the shapes do not fit.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="operatorType"/> is null.</exception>
    public OnnxTensor Apply(
        string operatorType, ReadOnlySpan<OnnxTensor> inputs, params ReadOnlySpan<(string Name, float Value)> attributes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operatorType);
        if (inputs.IsEmpty) throw new ArgumentException("inputs must hold at least 1 tensor, but held 0.", nameof(inputs));
        foreach (var input in inputs)
        {
            if (input?.Graph == this) continue;
            string found = input is null ? "null" : "of another";
            throw new ArgumentException($"inputs must be tensors of this graph, but one is {found}.", nameof(inputs));
        }
        var type = s_predicates.Contains(operatorType) ? ElementType.Bool : inputs[operatorType == "Where" ? ^1 : 0].Type;
        var all = new AttributeProto[attributes.Length];
        for (int i = 0; i < all.Length; i++) all[i] = Attributes.Of(attributes[i].Name, attributes[i].Value);
        return Add(operatorType, type, Broadcast.Shape(inputs), [.. inputs], all);
    }

    /// <summary>A single number of a given type.</summary>
    internal OnnxTensor Constant(double number, ElementType type)
    {
        var key = (BitConverter.DoubleToInt64Bits(number), type);
        if (_constants.TryGetValue(key, out var constant)) return constant;
        return _constants[key] = Store("constant", [number], [], type);
    }

    /// <summary>Adds a node whose output has a given type and shape. If there is an equal node, returns its output.</summary>
    internal OnnxTensor Add(
        string operatorType, ElementType type, int[] shape, OnnxTensor[] inputs, params AttributeProto[] attributes)
    {
        string key = string.Join(
            '\0',
            [
                operatorType, .. inputs.Select(input => input.Name),
                .. attributes.Select(attribute => attribute.ToByteString().ToBase64()),
            ]);
        if (_outputs.TryGetValue(key, out var known)) return known;
        var output = new OnnxTensor(this, _values.TakeNumbered(Lower(operatorType)), type, shape);
        _nodes.Add(new GraphNode(operatorType, inputs, output, attributes));
        return _outputs[key] = output;
    }

    /// <summary>Adds a value that the caller of the model gives, or, later, a name for such a value.</summary>
    internal OnnxTensor Input(string name, params int[] shape) => new(this, _values.Take(name), Number, shape);

    /// <summary>Stores numbers under a name that is made safe: it may be any label.</summary>
    internal OnnxTensor StoreNamed(string name, ReadOnlySpan<double> numbers, int[] shape)
    {
        string safe = string.IsNullOrWhiteSpace(name) ? "parameter" : ShownText.OneLine(name);
        var tensor = new OnnxTensor(this, _values.Take(safe), Number, shape);
        Initializers.Add(tensor, TensorData.Of(tensor.Name, Number, numbers, shape));
        return tensor;
    }

    /// <summary>Stores numbers under a name made from what they are.</summary>
    internal OnnxTensor Store(string kind, ReadOnlySpan<double> numbers, int[] shape, ElementType? type = null)
    {
        var tensor = new OnnxTensor(this, _values.TakeNumbered(kind), type ?? Number, shape);
        Initializers.Add(tensor, TensorData.Of(tensor.Name, tensor.Type, numbers, shape));
        return tensor;
    }

    /// <summary>Stores whole numbers, such as indices or a shape.</summary>
    internal OnnxTensor Store(string kind, params ReadOnlySpan<long> numbers)
    {
        string key = $"{kind} {string.Join(' ', numbers.ToArray())}";
        if (_indices.TryGetValue(key, out var known)) return known;
        var tensor = new OnnxTensor(this, _values.TakeNumbered(kind), ElementType.Int64, numbers.Length);
        Initializers.Add(tensor, TensorData.Of(tensor.Name, numbers, tensor.Shape));
        return _indices[key] = tensor;
    }

    /// <summary>Keeps a name free for <see cref="Rename"/>.</summary>
    internal void Reserve(string name) => _values.Take(name);

    /// <summary>Gives the output of a node a name that was reserved. A value that no node computes, or that has one, is copied.</summary>
    internal OnnxTensor Rename(OnnxTensor tensor, string name, IReadOnlyCollection<OnnxTensor> named)
    {
        bool isFree = !named.Contains(tensor) && _nodes.Exists(node => node.Output == tensor);
        var output = isFree ? tensor : new OnnxTensor(this, name, tensor.Type, tensor.Shape);
        if (!isFree) _nodes.Add(new GraphNode("Identity", [tensor], output, []));
        output.Name = name;
        return output;
    }

    /// <summary>The nodes as they are written.</summary>
    internal IEnumerable<NodeProto> NodeProtos() => _nodes.Select(node => node.ToProto(_nodeNames.TakeNumbered(node.Operator)));

    private static string Lower(string operatorType) => operatorType.ToLowerInvariant();
}
