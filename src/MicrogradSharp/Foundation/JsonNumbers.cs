using System.Text.Json;

namespace MicrogradSharp;

/// <summary>
/// Writes numbers that <see cref="JsonPlace"/> reads back exactly. NaN and ±∞, which JSON numbers cannot express, become strings.
/// </summary>
internal static class JsonNumbers
{
    public const string NaN = "NaN", Infinity = "Infinity", MinusInfinity = "-Infinity";

    private static readonly JsonEncodedText s_nan = JsonEncodedText.Encode(NaN);
    private static readonly JsonEncodedText s_infinity = JsonEncodedText.Encode(Infinity);
    private static readonly JsonEncodedText s_minusInfinity = JsonEncodedText.Encode(MinusInfinity);

    public static void Write(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(double.IsNaN(number) ? s_nan : number > 0 ? s_infinity : s_minusInfinity);
    }
}
