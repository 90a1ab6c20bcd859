using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>Numbers as bytes, 8 each, the low byte first.</summary>
internal static class Wire
{
    public static byte[] Write(ReadOnlySpan<double> numbers)
    {
        byte[] bytes = MemoryMarshal.AsBytes(numbers).ToArray();
        if (!BitConverter.IsLittleEndian) Reverse(bytes);
        return bytes;
    }

    public static double[] Read(byte[] bytes)
    {
        double[] numbers = new double[bytes.Length / sizeof(double)];
        bytes.AsSpan(0, numbers.Length * sizeof(double)).CopyTo(MemoryMarshal.AsBytes(numbers.AsSpan()));
        if (!BitConverter.IsLittleEndian) Reverse(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static void Reverse(Span<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, long>(bytes);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
