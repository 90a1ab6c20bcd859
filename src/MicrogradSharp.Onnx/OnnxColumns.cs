namespace MicrogradSharp.Onnx;

/// <summary>A named input or output of a model: a matrix of <c>rows × columns</c> numbers. The number of rows is free.</summary>
/// <param name="Name">Its name in the model: one line, without control characters.</param>
/// <param name="Count">The number of its columns.</param>
public sealed record OnnxColumns(string Name, int Count);
