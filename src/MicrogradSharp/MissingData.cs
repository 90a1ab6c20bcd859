using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>What a value that depends on the row of a recording holds for data: a signalling NaN with the recording's number.</summary>
/// <remarks>
/// No calculation gives a signalling NaN (IEEE 754, 6.2): <see cref="double.NaN"/> is a quiet one, and so is every NaN that is computed,
/// even from this one. So no result is taken for it, and no gradient carries it into a parameter.
/// </remarks>
internal static class MissingData
{
    private const int UpperHalf = 0x7FF4_4E44;      // the quiet bit, 0x0008_0000, is not set

    /// <summary>Whether a number stands for missing data.</summary>
    public static bool Is(double data) => (int)(BitConverter.DoubleToInt64Bits(data) >> 32) == UpperHalf;

    /// <summary>The number of the recording that <see cref="Set"/> stored.</summary>
    public static uint RecordingOf(double data) => (uint)BitConverter.DoubleToInt64Bits(data);

    /// <summary>Marks data as missing.</summary>
    /// <param name="data">Receives the bits.</param>
    /// <param name="recording">The number of the recording.</param>
    // As bits: to return it as a double may make it a quiet one (on 32-bit x86).
    public static void Set(ref double data, uint recording) => Unsafe.As<double, long>(ref data) = ((long)UpperHalf << 32) | recording;

    /// <summary>A number read from a file, which may hold any bits.</summary>
    public static double OfFile(double number) => Is(number) ? double.NaN : number;
}
