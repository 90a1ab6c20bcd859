using System.Text;

namespace MicrogradSharp.Nn;

/// <summary>Reads and writes the parameters of a network in either format.</summary>
internal static class ParameterFile
{
    private const string SafetensorsExtension = ".safetensors";

    private const int LengthBytes = sizeof(ulong);

    /// <summary>Returns the format for the extension of a path.</summary>
    public static ModelFormat FormatOf(string path)
    {
        bool isSafetensors = Path.GetExtension(path).Equals(SafetensorsExtension, StringComparison.OrdinalIgnoreCase);
        return isSafetensors ? ModelFormat.Safetensors : ModelFormat.Json;
    }

    /// <exception cref="ArgumentOutOfRangeException">The format is not defined.</exception>
    public static void Write(Stream stream, MLP model, ModelFormat format)
    {
        switch (format)
        {
            case ModelFormat.Json:
                MlpJson.Write(stream, model);
                break;
            case ModelFormat.Safetensors:
                MlpSafetensors.Write(stream, model, SafetensorsType.F64);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), $"format must be Json or Safetensors, but was {(int)format}.");
        }
    }

    /// <summary>Loads the parameters of a file into a network.</summary>
    /// <exception cref="FormatException">The file does not hold a network of the same shape. The parameters are unchanged.</exception>
    public static void ReadInto(MLP model, byte[] file)
    {
        if (IsSafetensors(file)) MlpSafetensors.ReadInto(model, file);
        else if (IsJson(file)) MlpJson.ReadInto(model, file);
        else throw new FormatException("The file must be JSON or safetensors, but begins with neither '{' nor the length of a header.");
    }

    /// <exception cref="FormatException">The file is safetensors, and the caller reads JSON.</exception>
    public static void CheckIsNotSafetensors(ReadOnlySpan<byte> file)
    {
        if (!IsSafetensors(file) || !file[LengthBytes..].StartsWith("{"u8)) return;
        throw new FormatException("The file must be JSON, but is safetensors: load it with MLP.LoadSafetensors.");
    }

    /// <exception cref="FormatException">The file is JSON, and the caller reads safetensors.</exception>
    public static void CheckIsNotJson(ReadOnlySpan<byte> file)
    {
        if (IsSafetensors(file) || !IsJson(file)) return;
        throw new FormatException("The file must be safetensors, but is JSON: load it with MLP.Load.");
    }

    // the length of a header is far below 2^56, and JSON has no zero byte
    private static bool IsSafetensors(ReadOnlySpan<byte> file) => file.Length >= LengthBytes && file[LengthBytes - 1] == 0;

    private static bool IsJson(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Encoding.UTF8.Preamble)) file = file[Encoding.UTF8.Preamble.Length..];
        return file.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }
}
