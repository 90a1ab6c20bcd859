namespace MicrogradSharp.Onnx;

/// <summary>The type of the elements of a tensor, with the numbers of ONNX.</summary>
internal enum ElementType
{
    Single = 1,
    Int64 = 7,
    Bool = 9,
    Double = 11,
}
