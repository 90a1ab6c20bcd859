using System.Buffers.Binary;
using Google.Protobuf;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>Writes numbers as the raw bytes of a tensor: little-endian, the last index varying fastest.</summary>
internal static class TensorData
{
    public static TensorProto Of(string name, ElementType type, ReadOnlySpan<double> numbers, ReadOnlySpan<int> shape)
    {
        var tensor = Empty(name, type, shape);
        int size = type == ElementType.Double ? sizeof(double) : sizeof(float);
        byte[] bytes = new byte[numbers.Length * size];
        for (int i = 0; i < numbers.Length; i++)
        {
            var place = bytes.AsSpan(i * size);
            if (type == ElementType.Double) BinaryPrimitives.WriteDoubleLittleEndian(place, numbers[i]);
            else BinaryPrimitives.WriteSingleLittleEndian(place, (float)numbers[i]);
        }
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        return tensor;
    }

    public static TensorProto Of(string name, ReadOnlySpan<long> numbers, ReadOnlySpan<int> shape)
    {
        var tensor = Empty(name, ElementType.Int64, shape);
        byte[] bytes = new byte[numbers.Length * sizeof(long)];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), numbers[i]);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        return tensor;
    }

    private static TensorProto Empty(string name, ElementType type, ReadOnlySpan<int> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type };
        foreach (int size in shape) tensor.Dims.Add(size);
        return tensor;
    }
}
