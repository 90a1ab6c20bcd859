using System.Reflection;
using MicrogradSharp.Nn;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>Makes the message of an ONNX file from a recorded function or a network.</summary>
internal sealed class ModelWriter
{
    private const int IrVersion = 9;        // of the release that opset 20 belongs to

    private static readonly string s_version =
        typeof(ModelWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly OnnxOptions _options;
    private readonly OnnxGraph _graph;
    private readonly OnnxColumns[] _outputColumns;
    private readonly OnnxTensor[] _inputs;
    private readonly List<OnnxTensor> _outputs = [];
    private readonly string _function;

    private ModelWriter(int columns, int outputs, OnnxOptions options)
    {
        if (!Enum.IsDefined(options.Precision)) throw new ArgumentException($"Precision must be F64 or F32, but was {options.Precision}.");
        if (string.IsNullOrWhiteSpace(options.Name)) throw new ArgumentException("Name must be the name of the graph, but is empty.");
        _options = options;
        _graph = new OnnxGraph(options.Precision);
        var inputColumns = ColumnCheck.Inputs(options, columns);
        _outputColumns = ColumnCheck.Outputs(options, outputs);
        ColumnCheck.AreApart(inputColumns, _outputColumns);
        _inputs = Array.ConvertAll(inputColumns, input => _graph.Input(input.Name, OnnxTensor.Rows, input.Count));
        foreach (var output in _outputColumns) _graph.Reserve(output.Name);
        _function = $"A function of a row: from {NumberText.Count(columns, "column")} to {NumberText.Count(outputs, "output")}.";
    }

    public static ModelProto Write(Tape tape, OnnxOptions options)
    {
        var steps = tape.ToSteps();
        var writer = new ModelWriter(steps.Columns, steps.Outputs.Count, options);
        var parameters = new StoredParameters(writer._graph);
        if (options.Module is { } module) parameters.Add(module, steps);
        var values = StepWriter.Write(steps, writer._inputs, parameters);
        writer.AddOutputs(values, steps.Outputs);
        return writer.ToProto();
    }

    public static ModelProto Write(MLP network, OnnxOptions options)
    {
        var writer = new ModelWriter(network.InputCount, network.OutputCount, options);
        var parameters = new StoredParameters(writer._graph);
        var tensors = NamedTensors.OfNetwork(network).ToArray();
        OnnxTensor[] current = writer._inputs;
        for (int i = 0; i < network.Layers.Count; i++)
        {
            var (weight, bias) = (tensors[2 * i], tensors[2 * i + 1]);
            var input = current.Length == 1 ? current[0] : Joined(current);
            OnnxTensor[] operands = [input, parameters.Add(weight), parameters.Add(bias)];
            int[] shape = [OnnxTensor.Rows, bias.Parameters.Length];
            var sums = writer._graph.Add("Gemm", input.Type, shape, operands, Attributes.Of("transB", 1));
            var steps = ActivationSteps.Of(network.Layers[i].Neurons[0].Activation, sums.Last);
            current = [StepWriter.Write(steps, [sums], parameters).Read(steps.Outputs, isVarying: true)];
        }
        writer.AddOutputs(current[0]);
        return writer.ToProto();
    }

    private static OnnxTensor Joined(OnnxTensor[] inputs) => inputs[0].Graph.Add(
        "Concat", inputs[0].Type, [OnnxTensor.Rows, inputs.Sum(input => input.Last)], inputs, Attributes.Of("axis", 1));

    private void AddOutputs(ValueTable values, IReadOnlyList<int> outputs)
    {
        int first = 0;
        foreach (var (name, count) in _outputColumns)
        {
            AddOutput(values.Read([.. outputs.Skip(first).Take(count)], isVarying: true), name);
            first += count;
        }
    }

    private void AddOutputs(OnnxTensor all)
    {
        if (_outputColumns.Length == 1)
        {
            AddOutput(all, _outputColumns[0].Name);
            return;
        }
        var values = new ValueTable(_graph, all.Last);
        values.Add(all, Enumerable.Range(0, all.Last));
        AddOutputs(values, [.. Enumerable.Range(0, all.Last)]);
    }

    private void AddOutput(OnnxTensor tensor, string name) => _outputs.Add(_graph.Rename(tensor, name, _outputs));

    private ModelProto ToProto()
    {
        var graph = new GraphProto { Name = _options.Name, DocString = _options.Description ?? _function };
        graph.Input.AddRange(_inputs.Select(Info));
        graph.Output.AddRange(_outputs.Select(Info));
        var used = _graph.Nodes.SelectMany(node => node.Inputs).ToHashSet();     // a runtime warns of numbers that no node reads
        graph.Initializer.AddRange(_graph.Initializers.Where(stored => used.Contains(stored.Key)).Select(stored => stored.Value));
        graph.Node.AddRange(_graph.NodeProtos());
        graph.ValueInfo.AddRange(_graph.Nodes.Select(node => node.Output).Where(output => !_outputs.Contains(output)).Select(Info));
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = nameof(MicrogradSharp),
            ProducerVersion = s_version,
            DocString = graph.DocString,
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OnnxGraph.Opset });
        return model;
    }

    private static ValueInfoProto Info(OnnxTensor tensor)
    {
        var shape = new TensorShapeProto();
        foreach (int size in tensor.Shape)
        {
            shape.Dim.Add(size == OnnxTensor.Rows
                ? new TensorShapeProto.Types.Dimension { DimParam = "rows" }
                : new TensorShapeProto.Types.Dimension { DimValue = size });
        }
        var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)tensor.Type, Shape = shape } };
        return new ValueInfoProto { Name = tensor.Name, Type = type };
    }
}
