using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>Options for saving an ONNX model.</summary>
public sealed class OnnxOptions
{
    /// <summary>The type of all numbers; default <see cref="OnnxPrecision.F64"/>.</summary>
    public OnnxPrecision Precision { get; init; }

    /// <summary>
    /// The inputs, which share the columns of a row in order. Default: one input named <c>input</c> with all columns.
    /// </summary>
    public IReadOnlyList<OnnxColumns>? Inputs { get; init; }

    /// <summary>
    /// The outputs, which share the outputs of a row in order. Default: one output named <c>output</c> with all of them.
    /// </summary>
    public IReadOnlyList<OnnxColumns>? Outputs { get; init; }

    /// <summary>
    /// The module that the function of a tape uses. Its parameters keep their names and shapes, such as <c>0.weight</c> for
    /// <c>0.weight.3.1</c>. Parameters of no module are named after their label, or else after what they are.
    /// </summary>
    public Module? Module { get; init; }

    /// <summary>The name of the graph; default <c>model</c>.</summary>
    public string Name { get; init; } = "model";

    /// <summary>A text for people, which viewers show with the model. Default: how many inputs and outputs the function has.</summary>
    public string? Description { get; init; }
}
