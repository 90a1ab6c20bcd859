using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>The nodes that an activation is saved as, to be found in a file.</summary>
internal sealed class ActivationPattern
{
    private readonly Dictionary<OnnxTensor, GraphNode> _nodes;
    private readonly Dictionary<OnnxTensor, double[]> _numbers = [];

    private ActivationPattern(Activation activation, OnnxTensor input, OnnxTensor output)
    {
        (Activation, Input, Output) = (activation, input, output);
        _nodes = input.Graph.Nodes.ToDictionary(node => node.Output);
        foreach (var (tensor, data) in input.Graph.Initializers)
        {
            if (tensor.Type is ElementType.Double or ElementType.Single) _numbers.Add(tensor, StoredNumbers.Of(data, tensor.Name));
        }
    }

    public Activation Activation { get; }

    public OnnxTensor Input { get; }

    public OnnxTensor Output { get; }

    /// <summary>Every form in which the activations are saved, and those of other exporters.</summary>
    /// <remarks>They are those of one neuron: the constants of an activation are repeated for the neurons of a layer.</remarks>
    public static IEnumerable<ActivationPattern> Of(IEnumerable<Activation> activations)
    {
        foreach (var activation in activations)
        {
            var steps = ActivationSteps.Of(activation, width: 1);
            foreach (var precision in (OnnxPrecision[])[OnnxPrecision.F64, OnnxPrecision.F32])
            {
                yield return Make(activation, precision, input =>
                    StepWriter.Write(steps, [input], new StoredParameters(input.Graph)).Read(steps.Outputs, isVarying: true));
            }
        }
        // GELU before opset 20, as PyTorch exports it
        yield return Make(Activation.GELU, OnnxPrecision.F32, x => x * (x.Graph.Apply("Erf", x / Math.Sqrt(2)) + 1) * 0.5);
    }

    /// <summary>The node that computes a value; null if it is the input or stored.</summary>
    public GraphNode? Producer(OnnxTensor tensor) => _nodes.GetValueOrDefault(tensor);

    /// <summary>The numbers of a stored value; null if it is none, or holds whole numbers.</summary>
    public double[]? Numbers(OnnxTensor tensor) => _numbers.GetValueOrDefault(tensor);

    private static ActivationPattern Make(Activation activation, OnnxPrecision precision, Func<OnnxTensor, OnnxTensor> write)
    {
        var graph = new OnnxGraph(precision);
        var input = graph.Input("input", OnnxTensor.Rows, 1);
        return new ActivationPattern(activation, input, write(input));
    }
}
