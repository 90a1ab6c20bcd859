namespace MicrogradSharp.Tapes.Source;

/// <summary>The functions that the texts of operators may call.</summary>
internal static class SourceFunctions
{
    /// <summary>The prefix of the derivatives of digamma: <c>polygamma1</c> is the first.</summary>
    private const string Polygamma = "polygamma";
    private const int MaxOrder = 20;

    /// <summary>The number of inputs; 0 for an unknown function.</summary>
    public static int InputsOf(string name) => name switch
    {
        "fmod" or "hypot" or "pow" or "atan2" or "max" or "min" => 2,
        _ => InCSharp(name) is not null || (Helpers.Has(name) && !Helpers.IsPart(name)) ? 1 : 0,
    };

    /// <summary>The method in C#; null for a function that the class must bring itself.</summary>
    public static string? InCSharp(string name) => name switch
    {
        "fabs" => "Math.Abs",
        "ceil" => "Math.Ceiling",
        "rint" => "Math.Round",
        "trunc" => "Math.Truncate",
        "hypot" => "double.Hypot",
        "sqrt" or "cbrt" or "pow" or "exp" or "log" or "log2" or "log10" or "floor" or "max" or "min" or "sin" or "cos" or "tan" or "asin"
            or "acos" or "atan" or "atan2" or "sinh" or "cosh" or "tanh" or "asinh" or "acosh" or "atanh" => $"Math.{Capital(name)}",
        _ => null,
    };

    /// <summary>The function in the header math.h; null for a function that the source must bring itself.</summary>
    public static string? InC(string name) => name switch
    {
        "max" or "min" => null,
        "fmod" or "expm1" or "log1p" or "erf" => name,      // not erfc, which the library rounds to 0 above 26.6
        _ => InCSharp(name) is null ? null : name,
    };

    /// <summary>The order n of polygamma n; 0 for any other function.</summary>
    public static int OrderOf(string name) =>
        name.StartsWith(Polygamma, StringComparison.Ordinal) && int.TryParse(name.AsSpan(Polygamma.Length), out int order)
            && order is > 0 and <= MaxOrder && name[Polygamma.Length] != '0' ? order : 0;

    /// <summary>A name in the style of C#: <c>erfc_tail</c> becomes ErfcTail.</summary>
    public static string Capital(string name) =>
        string.Concat(name.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word.AsSpan(1)}"));

    /// <summary>The reverse: ErfcTail becomes <c>erfc_tail</c>.</summary>
    public static string Small(string name) => string.Concat(name.Select((c, i) =>
        !char.IsAsciiLetterUpper(c) ? $"{c}" : i == 0 ? $"{char.ToLowerInvariant(c)}" : $"_{char.ToLowerInvariant(c)}"));
}
