using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Forward;

public readonly partial struct Jet<TTangents>
{
    public static Jet<TTangents> One => 1;

    public static Jet<TTangents> Zero => default;

    public static Jet<TTangents> E => double.E;

    public static Jet<TTangents> Pi => double.Pi;

    public static Jet<TTangents> Tau => double.Tau;

    static int INumberBase<Jet<TTangents>>.Radix => 2;

    static Jet<TTangents> IAdditiveIdentity<Jet<TTangents>, Jet<TTangents>>.AdditiveIdentity => Zero;

    static Jet<TTangents> IMultiplicativeIdentity<Jet<TTangents>, Jet<TTangents>>.MultiplicativeIdentity => One;

    /// <summary>The value and the tangents in angle brackets, such as <c>&lt;0.7; 1; 0&gt;</c>.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>The value and the tangents in angle brackets, in a format.</summary>
    /// <param name="format">The format of each number, or null.</param>
    /// <param name="formatProvider">The culture of each number; null is the invariant culture.</param>
    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? formatProvider)
    {
        formatProvider ??= CultureInfo.InvariantCulture;
        return BracketedText.Of(Texts(format, formatProvider));
    }

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        NumberText.TryCopy(ToString(format.ToString(), provider), destination, out charsWritten);

    static Jet<TTangents> IParsable<Jet<TTangents>>.Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Float, provider);

    static Jet<TTangents> ISpanParsable<Jet<TTangents>>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        Parse(s, NumberStyles.Float, provider);

    static Jet<TTangents> INumberBase<Jet<TTangents>>.Parse(string s, NumberStyles style, IFormatProvider? provider) =>
        Parse(s, style, provider);

    static Jet<TTangents> INumberBase<Jet<TTangents>>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) =>
        Parse(s, style, provider);

    static bool IParsable<Jet<TTangents>>.TryParse(string? s, IFormatProvider? provider, out Jet<TTangents> result) =>
        TryParse(s, NumberStyles.Float, provider, out result);

    static bool ISpanParsable<Jet<TTangents>>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Jet<TTangents> result) =>
        TryParse(s, NumberStyles.Float, provider, out result);

    static bool INumberBase<Jet<TTangents>>.TryParse(string? s, NumberStyles style, IFormatProvider? provider, out Jet<TTangents> result) =>
        TryParse(s, style, provider, out result);

    static bool INumberBase<Jet<TTangents>>.TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Jet<TTangents> result) =>
        TryParse(s, style, provider, out result);

    static bool INumberBase<Jet<TTangents>>.IsCanonical(Jet<TTangents> value) => true;

    static bool INumberBase<Jet<TTangents>>.IsComplexNumber(Jet<TTangents> value) => false;

    static bool INumberBase<Jet<TTangents>>.IsEvenInteger(Jet<TTangents> value) => double.IsEvenInteger(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsFinite(Jet<TTangents> value) => double.IsFinite(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsImaginaryNumber(Jet<TTangents> value) => false;

    static bool INumberBase<Jet<TTangents>>.IsInfinity(Jet<TTangents> value) => double.IsInfinity(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsInteger(Jet<TTangents> value) => double.IsInteger(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsNaN(Jet<TTangents> value) => double.IsNaN(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsNegative(Jet<TTangents> value) => double.IsNegative(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsNegativeInfinity(Jet<TTangents> value) => double.IsNegativeInfinity(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsNormal(Jet<TTangents> value) => double.IsNormal(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsOddInteger(Jet<TTangents> value) => double.IsOddInteger(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsPositive(Jet<TTangents> value) => double.IsPositive(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsPositiveInfinity(Jet<TTangents> value) => double.IsPositiveInfinity(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsRealNumber(Jet<TTangents> value) => double.IsRealNumber(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsSubnormal(Jet<TTangents> value) => double.IsSubnormal(value.Value);

    static bool INumberBase<Jet<TTangents>>.IsZero(Jet<TTangents> value) => value.Value == 0 && TTangents.IsZero(value.Tangents);

    static Jet<TTangents> INumberBase<Jet<TTangents>>.MaxMagnitude(Jet<TTangents> x, Jet<TTangents> y) =>
        Choose(x, y, double.MaxMagnitude(x.Value, y.Value));

    static Jet<TTangents> INumberBase<Jet<TTangents>>.MaxMagnitudeNumber(Jet<TTangents> x, Jet<TTangents> y) =>
        Choose(x, y, double.MaxMagnitudeNumber(x.Value, y.Value));

    static Jet<TTangents> INumberBase<Jet<TTangents>>.MinMagnitude(Jet<TTangents> x, Jet<TTangents> y) =>
        Choose(x, y, double.MinMagnitude(x.Value, y.Value));

    static Jet<TTangents> INumberBase<Jet<TTangents>>.MinMagnitudeNumber(Jet<TTangents> x, Jet<TTangents> y) =>
        Choose(x, y, double.MinMagnitudeNumber(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool INumberBase<Jet<TTangents>>.TryConvertFromChecked<TOther>(TOther value, out Jet<TTangents> result)
    {
        result = double.CreateChecked(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Jet<TTangents>>.TryConvertFromSaturating<TOther>(TOther value, out Jet<TTangents> result)
    {
        result = double.CreateSaturating(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Jet<TTangents>>.TryConvertFromTruncating<TOther>(TOther value, out Jet<TTangents> result)
    {
        result = double.CreateTruncating(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Jet<TTangents>>.TryConvertToChecked<TOther>(Jet<TTangents> value, [MaybeNullWhen(false)] out TOther result) =>
        No(out result);

    static bool INumberBase<Jet<TTangents>>.TryConvertToSaturating<TOther>(
        Jet<TTangents> value, [MaybeNullWhen(false)] out TOther result) =>
        No(out result);

    static bool INumberBase<Jet<TTangents>>.TryConvertToTruncating<TOther>(
        Jet<TTangents> value, [MaybeNullWhen(false)] out TOther result) =>
        No(out result);

    private static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out Jet<TTangents> result)
    {
        provider ??= CultureInfo.InvariantCulture;
        result = default;
        if (double.TryParse(text, style, provider, out double constant))
        {
            result = constant;
            return true;
        }
        var parts = new Range[TTangents.Count + 1];
        if (BracketedText.Split(text, parts) != parts.Length) return false;
        var tangents = default(TTangents);
        var slots = TTangents.AsSpan(ref tangents);
        for (int i = 0; i < slots.Length; i++)
        {
            if (!double.TryParse(text[parts[i + 1]], style, provider, out slots[i])) return false;
        }
        if (!double.TryParse(text[parts[0]], style, provider, out double value)) return false;
        result = new Jet<TTangents>(value, tangents);
        return true;
    }

    private static Jet<TTangents> Parse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider) =>
        TryParse(text, style, provider, out var number) ? number : throw BracketedText.NotANumber(text, TTangents.Count);

    /// <summary>The argument whose value was chosen. NaN is chosen only if an argument is NaN.</summary>
    private static Jet<TTangents> Choose(Jet<TTangents> x, Jet<TTangents> y, double chosen) => x.Value.Equals(chosen) ? x : y;

    /// <summary>No conversion: it would lose the tangents.</summary>
    private static bool No<TOther>([MaybeNullWhen(false)] out TOther result)
    {
        result = default;
        return false;
    }
}
