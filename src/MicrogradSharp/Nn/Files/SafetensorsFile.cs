using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicrogradSharp.Nn;

/// <summary>A file of named tensors in the safetensors format.</summary>
/// <remarks>
/// The file has three parts. The first 8 bytes hold the length of the header, little-endian. The header is JSON: it gives the type, shape
/// and position of each tensor, padded with spaces so that the data begins at a multiple of 8. The data holds the tensors one after the
/// other, without gaps. Source: https://github.com/huggingface/safetensors. Its writer orders tensors of one type by name, and its reader
/// has the limits below.
/// </remarks>
/// <param name="Metadata">Free-form texts by name.</param>
/// <param name="Tensors">The tensors by name.</param>
internal sealed record SafetensorsFile(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, SafetensorsTensor> Tensors)
{
    /// <summary>The name in the header that is not a tensor.</summary>
    public const string MetadataName = "__metadata__";

    private const int LengthBytes = sizeof(ulong);
    private const int Alignment = 8;
    private const ulong MaxHeader = 100_000_000;

    /// <summary>Returns where messages say that a tensor is.</summary>
    public static string PlaceOf(string tensor) => $"header[{ShownText.Quoted(tensor)}]";

    public void Write(Stream stream)
    {
        KeyValuePair<string, SafetensorsTensor>[] tensors = [.. Tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal)];
        var header = new MemoryStream();
        using (var writer = new Utf8JsonWriter(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteHeader(writer, tensors);
        }
        while (header.Length % Alignment != 0) header.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach (var (_, tensor) in tensors) stream.Write(tensor.Data.Span);
    }

    /// <exception cref="FormatException">The file breaks a rule of the format.</exception>
    public static SafetensorsFile Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthBytes)
        {
            throw new FormatException($"The file must begin with 8 bytes, the length of its header, but has {file.Length} in all.");
        }
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length > MaxHeader)
        {
            throw new FormatException($"The length of the header (bytes 0 to 7) must be at most {MaxHeader}, but was {length}.");
        }
        if (length > (ulong)(file.Length - LengthBytes))
        {
            throw new FormatException(
                $"The length of the header (bytes 0 to 7) must be at most the {file.Length - LengthBytes} bytes that follow, "
                + $"but was {length}.");
        }
        var header = file.Slice(LengthBytes, (int)length);
        if (!header.Span.StartsWith("{"u8)) throw new FormatException("The header (from byte 8) must begin with '{', but does not.");

        using var document = JsonPlace.Parse(header, "The header (from byte 8)");
        return ReadTensors(new JsonPlace(document.RootElement, "header"), file[(LengthBytes + header.Length)..]);
    }

    private void WriteHeader(Utf8JsonWriter writer, KeyValuePair<string, SafetensorsTensor>[] tensors)
    {
        writer.WriteStartObject();
        if (Metadata.Count > 0)
        {
            writer.WriteStartObject(MetadataName);
            foreach (var (name, text) in Metadata) writer.WriteString(name, text);
            writer.WriteEndObject();
        }
        long offset = 0;
        foreach (var (name, tensor) in tensors)
        {
            writer.WriteStartObject(name);
            writer.WriteString("dtype", tensor.Type.ToString());
            writer.WriteStartArray("shape");
            foreach (long size in tensor.Shape) writer.WriteNumberValue(size);
            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(offset);
            writer.WriteNumberValue(offset += tensor.Data.Length);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static SafetensorsFile ReadTensors(JsonPlace header, ReadOnlyMemory<byte> data)
    {
        var metadata = new Dictionary<string, string>();
        var tensors = new Dictionary<string, SafetensorsTensor>();
        var spans = new List<(long Begin, long End, string Path)>();
        foreach (var (name, place) in header.Properties())
        {
            if (name == MetadataName)
            {
                foreach (var (key, text) in place.Properties()) metadata.Add(key, text.Text());
                continue;
            }
            var (tensor, begin, end) = ReadTensor(place, data);
            tensors.Add(name, tensor);
            spans.Add((begin, end, header.PathOf(name)));
        }
        CheckTiling(spans, data.Length);
        return new SafetensorsFile(metadata, tensors);
    }

    private static (SafetensorsTensor Tensor, long Begin, long End) ReadTensor(JsonPlace place, ReadOnlyMemory<byte> data)
    {
        var properties = place.Properties("dtype", "shape", "data_offsets");
        var type = properties["dtype"].Text() switch
        {
            nameof(SafetensorsType.F64) => SafetensorsType.F64,
            nameof(SafetensorsType.F32) => SafetensorsType.F32,
            _ => throw properties["dtype"].Fault("must be F64 or F32"),
        };
        long[] shape = [.. properties["shape"].Items().Select(size => size.WholeNumber(minimum: 0))];
        long[] offsets = [.. properties["data_offsets"].Items().Select(offset => offset.WholeNumber(minimum: 0))];
        if (offsets.Length != 2)
        {
            throw new FormatException(
                $"{place.PathOf("data_offsets")} must hold 2 offsets, the beginning and the end, but holds {offsets.Length}.");
        }
        var (begin, end) = (offsets[0], offsets[1]);
        if (end < begin || end > data.Length)
        {
            throw new FormatException(
                $"{place.PathOf("data_offsets")} must lie within the {data.Length} bytes of data, in order, but were {begin} and {end}.");
        }

        long bytes = SafetensorsTensor.SizeOf(type);
        foreach (long size in shape)
        {
            if (size > 0 && bytes > long.MaxValue / size)
            {
                throw new FormatException($"{place.PathOf("shape")} must have a size within 63 bits, but overflows.");
            }
            bytes *= size;
        }
        if (bytes != end - begin)
        {
            throw new FormatException(
                $"{place.PathOf("data_offsets")} must span the {bytes} bytes of the shape, but span {end - begin}.");
        }
        return (new SafetensorsTensor(type, shape, data[(int)begin..(int)end]), begin, end);
    }

    /// <summary>Checks that the tensors fill the data. With shared or unused bytes, a file could mean two things at once.</summary>
    private static void CheckTiling(List<(long Begin, long End, string Path)> spans, int length)
    {
        spans.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        long end = 0;
        foreach (var span in spans)
        {
            if (span.Begin != end)
            {
                throw new FormatException($"{span.Path} must begin where the tensor before it ends, at {end}, but begins at {span.Begin}.");
            }
            end = span.End;
        }
        if (end != length) throw new FormatException($"The tensors must fill the data, {length} bytes, but end at {end}.");
    }
}
