namespace MicrogradSharp.Onnx;

/// <summary>ONNX's rule for inputs of different shapes: aligned at the last dimension, a dimension of 1 is repeated.</summary>
internal static class Broadcast
{
    /// <summary>The common shape.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int[] Shape(ReadOnlySpan<OnnxTensor> tensors)
    {
        int[] shape = tensors[0].Shape;
        foreach (var tensor in tensors[1..]) shape = Shape(shape, tensor.Shape);
        return shape;
    }

    private static int[] Shape(int[] first, int[] second)
    {
        if (first.Length < second.Length) (first, second) = (second, first);
        int[] shape = [.. first];
        for (int i = 1; i <= second.Length; i++)
        {
            int a = first[^i], b = second[^i];
            if (a != b && a != 1 && b != 1)
            {
                throw new ArgumentException($"Shapes must be equal where neither is 1, but were {Text(first)} and {Text(second)}.");
            }
            shape[^i] = a == 1 ? b : a;
        }
        return shape;
    }

    private static string Text(int[] shape) => $"[{string.Join(", ", shape.Select(size => size == OnnxTensor.Rows ? "rows" : $"{size}"))}]";
}
