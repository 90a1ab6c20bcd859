using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Forward;

public readonly partial struct Dual<T>
{
    public static Dual<T> One => T.One;

    public static Dual<T> Zero => default;

    public static Dual<T> E => T.E;

    public static Dual<T> Pi => T.Pi;

    public static Dual<T> Tau => T.Tau;

    static int INumberBase<Dual<T>>.Radix => T.Radix;

    static Dual<T> IAdditiveIdentity<Dual<T>, Dual<T>>.AdditiveIdentity => Zero;

    static Dual<T> IMultiplicativeIdentity<Dual<T>, Dual<T>>.MultiplicativeIdentity => One;

    /// <summary>The value and the tangent in angle brackets, such as <c>&lt;0.7; 1&gt;</c>.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>The value and the tangent in angle brackets, in a format.</summary>
    /// <param name="format">The format of each number, or null.</param>
    /// <param name="formatProvider">The culture of each number; null is the invariant culture.</param>
    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? formatProvider)
    {
        formatProvider ??= CultureInfo.InvariantCulture;
        return BracketedText.Of([Value.ToString(format, formatProvider), Tangent.ToString(format, formatProvider)]);
    }

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        NumberText.TryCopy(ToString(format.ToString(), provider), destination, out charsWritten);

    static Dual<T> IParsable<Dual<T>>.Parse(string s, IFormatProvider? provider) => Parse(s, NumberStyles.Float, provider);

    static Dual<T> ISpanParsable<Dual<T>>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Float, provider);

    static Dual<T> INumberBase<Dual<T>>.Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(s, style, provider);

    static Dual<T> INumberBase<Dual<T>>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) =>
        Parse(s, style, provider);

    static bool IParsable<Dual<T>>.TryParse(string? s, IFormatProvider? provider, out Dual<T> result) =>
        TryParse(s, NumberStyles.Float, provider, out result);

    static bool ISpanParsable<Dual<T>>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Dual<T> result) =>
        TryParse(s, NumberStyles.Float, provider, out result);

    static bool INumberBase<Dual<T>>.TryParse(string? s, NumberStyles style, IFormatProvider? provider, out Dual<T> result) =>
        TryParse(s, style, provider, out result);

    static bool INumberBase<Dual<T>>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Dual<T> result) =>
        TryParse(s, style, provider, out result);

    static bool INumberBase<Dual<T>>.IsCanonical(Dual<T> value) => T.IsCanonical(value.Value);

    static bool INumberBase<Dual<T>>.IsComplexNumber(Dual<T> value) => T.IsComplexNumber(value.Value);

    static bool INumberBase<Dual<T>>.IsEvenInteger(Dual<T> value) => T.IsEvenInteger(value.Value);

    static bool INumberBase<Dual<T>>.IsFinite(Dual<T> value) => T.IsFinite(value.Value);

    static bool INumberBase<Dual<T>>.IsImaginaryNumber(Dual<T> value) => T.IsImaginaryNumber(value.Value);

    static bool INumberBase<Dual<T>>.IsInfinity(Dual<T> value) => T.IsInfinity(value.Value);

    static bool INumberBase<Dual<T>>.IsInteger(Dual<T> value) => T.IsInteger(value.Value);

    static bool INumberBase<Dual<T>>.IsNaN(Dual<T> value) => T.IsNaN(value.Value);

    static bool INumberBase<Dual<T>>.IsNegative(Dual<T> value) => T.IsNegative(value.Value);

    static bool INumberBase<Dual<T>>.IsNegativeInfinity(Dual<T> value) => T.IsNegativeInfinity(value.Value);

    static bool INumberBase<Dual<T>>.IsNormal(Dual<T> value) => T.IsNormal(value.Value);

    static bool INumberBase<Dual<T>>.IsOddInteger(Dual<T> value) => T.IsOddInteger(value.Value);

    static bool INumberBase<Dual<T>>.IsPositive(Dual<T> value) => T.IsPositive(value.Value);

    static bool INumberBase<Dual<T>>.IsPositiveInfinity(Dual<T> value) => T.IsPositiveInfinity(value.Value);

    static bool INumberBase<Dual<T>>.IsRealNumber(Dual<T> value) => T.IsRealNumber(value.Value);

    static bool INumberBase<Dual<T>>.IsSubnormal(Dual<T> value) => T.IsSubnormal(value.Value);

    static bool INumberBase<Dual<T>>.IsZero(Dual<T> value) => T.IsZero(value.Value) && T.IsZero(value.Tangent);

    static Dual<T> INumberBase<Dual<T>>.MaxMagnitude(Dual<T> x, Dual<T> y) => Choose(x, y, T.MaxMagnitude(x.Value, y.Value));

    static Dual<T> INumberBase<Dual<T>>.MaxMagnitudeNumber(Dual<T> x, Dual<T> y) => Choose(x, y, T.MaxMagnitudeNumber(x.Value, y.Value));

    static Dual<T> INumberBase<Dual<T>>.MinMagnitude(Dual<T> x, Dual<T> y) => Choose(x, y, T.MinMagnitude(x.Value, y.Value));

    static Dual<T> INumberBase<Dual<T>>.MinMagnitudeNumber(Dual<T> x, Dual<T> y) => Choose(x, y, T.MinMagnitudeNumber(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool INumberBase<Dual<T>>.TryConvertFromChecked<TOther>(TOther value, out Dual<T> result)
    {
        result = T.CreateChecked(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Dual<T>>.TryConvertFromSaturating<TOther>(TOther value, out Dual<T> result)
    {
        result = T.CreateSaturating(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Dual<T>>.TryConvertFromTruncating<TOther>(TOther value, out Dual<T> result)
    {
        result = T.CreateTruncating(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Dual<T>>.TryConvertToChecked<TOther>(Dual<T> value, [MaybeNullWhen(false)] out TOther result) => No(out result);

    static bool INumberBase<Dual<T>>.TryConvertToSaturating<TOther>(Dual<T> value, [MaybeNullWhen(false)] out TOther result) =>
        No(out result);

    static bool INumberBase<Dual<T>>.TryConvertToTruncating<TOther>(Dual<T> value, [MaybeNullWhen(false)] out TOther result) =>
        No(out result);

    private static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out Dual<T> result)
    {
        provider ??= CultureInfo.InvariantCulture;
        Span<Range> parts = stackalloc Range[2];
        result = default;
        if (BracketedText.Split(text, parts) == 2
            && T.TryParse(text[parts[0]], style, provider, out var value) && T.TryParse(text[parts[1]], style, provider, out var tangent))
        {
            result = new Dual<T>(value, tangent);
            return true;
        }
        if (!T.TryParse(text, style, provider, out var constant)) return false;
        result = constant;
        return true;
    }

    private static Dual<T> Parse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider) =>
        TryParse(text, style, provider, out var number) ? number : throw BracketedText.NotANumber(text, tangents: 1);

    /// <summary>The argument whose value was chosen. NaN is chosen only if an argument is NaN.</summary>
    private static Dual<T> Choose(Dual<T> x, Dual<T> y, T chosen) => x.Value.Equals(chosen) ? x : y;

    /// <summary>No conversion: it would lose the tangent.</summary>
    private static bool No<TOther>([MaybeNullWhen(false)] out TOther result)
    {
        result = default;
        return false;
    }
}
