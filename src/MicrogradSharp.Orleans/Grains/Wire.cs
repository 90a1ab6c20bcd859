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

    public static ReadOnlySpan<double> Read(byte[] bytes)
    {
        if (BitConverter.IsLittleEndian) return MemoryMarshal.Cast<byte, double>(bytes);
        byte[] reversed = [.. bytes];       // others may read the message too
        Reverse(reversed);
        return MemoryMarshal.Cast<byte, double>(reversed);
    }

    private static void Reverse(Span<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, long>(bytes);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
