using System.Buffers.Binary;
using System.Globalization;

namespace MicrogradSharp.Nn;

/// <summary>A tensor of a safetensors file: its shape and its bytes, little-endian, with the last index varying fastest.</summary>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Data">Its bytes.</param>
internal sealed record SafetensorsTensor(SafetensorsType Type, long[] Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>Makes a tensor of numbers, rounded to its type.</summary>
    public static SafetensorsTensor From(ReadOnlySpan<double> numbers, SafetensorsType type, params ReadOnlySpan<long> shape)
    {
        int size = SizeOf(type);
        byte[] data = new byte[checked(numbers.Length * size)];
        for (int i = 0; i < numbers.Length; i++)
        {
            var place = data.AsSpan(i * size);
            if (type == SafetensorsType.F64) BinaryPrimitives.WriteDoubleLittleEndian(place, numbers[i]);
            else BinaryPrimitives.WriteSingleLittleEndian(place, (float)numbers[i]);
        }
        return new SafetensorsTensor(type, shape.ToArray(), data);
    }

    /// <summary>Returns the size of one number in bytes.</summary>
    public static int SizeOf(SafetensorsType type) => type == SafetensorsType.F64 ? sizeof(double) : sizeof(float);

    /// <summary>Returns a shape as messages show it, such as <c>[3, 2]</c>.</summary>
    public static string Text(long[] shape) => $"[{ShownText.List(shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>Returns the numbers.</summary>
    public double[] ToArray()
    {
        int size = SizeOf(Type);
        double[] numbers = new double[Data.Length / size];
        var data = Data.Span;
        for (int i = 0; i < numbers.Length; i++)
        {
            var place = data[(i * size)..];
            numbers[i] = Type == SafetensorsType.F64
                ? MissingData.OfFile(BinaryPrimitives.ReadDoubleLittleEndian(place))
                : BinaryPrimitives.ReadSingleLittleEndian(place);
        }
        return numbers;
    }
}
