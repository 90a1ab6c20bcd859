using System.Buffers.Binary;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>Reads the numbers of a stored tensor of 32-bit or 64-bit floating-point numbers.</summary>
internal static class StoredNumbers
{
    /// <exception cref="FormatException">
    /// The type is another, the data are in another file, or their size is not that of the shape.
    /// </exception>
    public static double[] Of(TensorProto tensor, string name)
    {
        if (tensor.DataLocation != TensorProto.Types.DataLocation.Default)
        {
            throw new FormatException($"The numbers of {name} must be in the file, but are in another one.");
        }
        double[] numbers = (ElementType)tensor.DataType switch
        {
            ElementType.Double when tensor.RawData.Length > 0 => Raw(tensor, name, sizeof(double), BinaryPrimitives.ReadDoubleLittleEndian),
            ElementType.Single when tensor.RawData.Length > 0 =>
                Raw(tensor, name, sizeof(float), bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            ElementType.Double => [.. tensor.DoubleData],
            ElementType.Single => [.. tensor.FloatData.Select(number => (double)number)],
            _ => throw new FormatException($"{name} must hold numbers of type 1 (float) or 11 (double), but has type {tensor.DataType}."),
        };
        long size = 1;
        foreach (long dimension in tensor.Dims)
        {
            if (dimension < 0) throw new FormatException($"The dimensions of {name} must be at least 0, but one is {dimension}.");
            size = dimension > 0 && size > long.MaxValue / dimension ? long.MaxValue : size * dimension;
        }
        if (size == numbers.Length) return numbers;
        throw new FormatException($"{name} must hold {NumberText.Count(size, "number")}, as its shape says, but holds {numbers.Length}.");
    }

    private static double[] Raw(TensorProto tensor, string name, int size, ReadNumber read)
    {
        var bytes = tensor.RawData.Span;
        if (bytes.Length % size != 0)
        {
            throw new FormatException($"The data of {name} must be a multiple of {size} bytes, but are {bytes.Length}.");
        }
        double[] numbers = new double[bytes.Length / size];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = read(bytes.Slice(i * size, size));
        return numbers;
    }

    private delegate double ReadNumber(ReadOnlySpan<byte> bytes);
}
