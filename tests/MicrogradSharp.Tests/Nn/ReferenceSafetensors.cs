using System.Buffers.Binary;
using System.Text.Json;

namespace MicrogradSharp.Tests.Nn;

/// <summary>Reads safetensors by the rules of the reference implementation. It shares no code with the library.</summary>
internal static class ReferenceSafetensors
{
    public static Dictionary<string, (string Type, long[] Shape, double[] Numbers)> Read(byte[] file)
    {
        int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        length.Should().BeLessThanOrEqualTo(100_000_000).And.BeLessThanOrEqualTo(file.Length - 8);
        (length % 8).Should().Be(0, "the writer of the reference aligns the data to 8 bytes");
        file[8].Should().Be((byte)'{');
        using var header = JsonDocument.Parse(file.AsMemory(8, length), new JsonDocumentOptions { AllowDuplicateProperties = false });
        var tensors = new Dictionary<string, (string Type, long[] Shape, double[] Numbers)>();
        long expected = 0;
        var inOrder = header.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__")
            .OrderBy(property => property.Value.GetProperty("data_offsets")[0].GetInt64());
        foreach (var property in inOrder)
        {
            string type = property.Value.GetProperty("dtype").GetString()!;
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            long begin = property.Value.GetProperty("data_offsets")[0].GetInt64();
            long end = property.Value.GetProperty("data_offsets")[1].GetInt64();
            begin.Should().Be(expected, "there are no holes and no overlaps");
            int size = type == "F64" ? 8 : 4;
            (end - begin).Should().Be(shape.Aggregate(1L, (product, n) => product * n) * size);
            byte[] data = file[(int)(8 + length + begin)..(int)(8 + length + end)];
            tensors.Add(property.Name, (type, shape, [.. data.Chunk(size).Select(Number)]));
            expected = end;
        }
        expected.Should().Be(file.Length - 8 - length, "the tensors cover the data");
        return tensors;
    }

    private static double Number(byte[] bytes) => bytes.Length == 8 ? BitConverter.ToDouble(bytes) : BitConverter.ToSingle(bytes);

    /// <summary>Returns a file with a header written by hand, followed by the bytes of the numbers.</summary>
    public static byte[] File(string header, params byte[] data)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. data];
    }

    public static byte[] Singles(params float[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];
}
