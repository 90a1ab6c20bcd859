using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace MicrogradSharp;

// What generic math asks for beside functions. Formulas work; a branch on the data of a node throws, because it would not be taken again.
public readonly partial struct Node :
    IExponentialFunctions<Node>, ILogarithmicFunctions<Node>, IPowerFunctions<Node>, IRootFunctions<Node>, ITrigonometricFunctions<Node>,
    IHyperbolicFunctions<Node>, IComparisonOperators<Node, Node, bool>
{
    static Node INumberBase<Node>.One => 1;

    static Node INumberBase<Node>.Zero => 0;

    static int INumberBase<Node>.Radix => 2;

    static Node IAdditiveIdentity<Node, Node>.AdditiveIdentity => 0;

    static Node IMultiplicativeIdentity<Node, Node>.MultiplicativeIdentity => 1;

    static Node IFloatingPointConstants<Node>.E => Math.E;

    static Node IFloatingPointConstants<Node>.Pi => Math.PI;

    static Node IFloatingPointConstants<Node>.Tau => Math.Tau;

    static Node IUnaryPlusOperators<Node, Node>.operator +(Node value) => value;

    static Node IIncrementOperators<Node>.operator ++(Node value) => value + 1;

    static Node IDecrementOperators<Node>.operator --(Node value) => value - 1;

    static bool IEqualityOperators<Node, Node, bool>.operator ==(Node left, Node right) => throw NoBranch("==");

    static bool IEqualityOperators<Node, Node, bool>.operator !=(Node left, Node right) => throw NoBranch("!=");

    static bool IComparisonOperators<Node, Node, bool>.operator <(Node left, Node right) => throw NoBranch("<");

    static bool IComparisonOperators<Node, Node, bool>.operator >(Node left, Node right) => throw NoBranch(">");

    static bool IComparisonOperators<Node, Node, bool>.operator <=(Node left, Node right) => throw NoBranch("<=");

    static bool IComparisonOperators<Node, Node, bool>.operator >=(Node left, Node right) => throw NoBranch(">=");

    static bool INumberBase<Node>.IsCanonical(Node value) => throw NoBranch("IsCanonical");

    static bool INumberBase<Node>.IsComplexNumber(Node value) => throw NoBranch("IsComplexNumber");

    static bool INumberBase<Node>.IsEvenInteger(Node value) => throw NoBranch("IsEvenInteger");

    static bool INumberBase<Node>.IsFinite(Node value) => throw NoBranch("IsFinite");

    static bool INumberBase<Node>.IsImaginaryNumber(Node value) => throw NoBranch("IsImaginaryNumber");

    static bool INumberBase<Node>.IsInfinity(Node value) => throw NoBranch("IsInfinity");

    static bool INumberBase<Node>.IsInteger(Node value) => throw NoBranch("IsInteger");

    static bool INumberBase<Node>.IsNaN(Node value) => throw NoBranch("IsNaN");

    static bool INumberBase<Node>.IsNegative(Node value) => throw NoBranch("IsNegative");

    static bool INumberBase<Node>.IsNegativeInfinity(Node value) => throw NoBranch("IsNegativeInfinity");

    static bool INumberBase<Node>.IsNormal(Node value) => throw NoBranch("IsNormal");

    static bool INumberBase<Node>.IsOddInteger(Node value) => throw NoBranch("IsOddInteger");

    static bool INumberBase<Node>.IsPositive(Node value) => throw NoBranch("IsPositive");

    static bool INumberBase<Node>.IsPositiveInfinity(Node value) => throw NoBranch("IsPositiveInfinity");

    static bool INumberBase<Node>.IsRealNumber(Node value) => throw NoBranch("IsRealNumber");

    static bool INumberBase<Node>.IsSubnormal(Node value) => throw NoBranch("IsSubnormal");

    static bool INumberBase<Node>.IsZero(Node value) => throw NoBranch("IsZero");

    static Node INumberBase<Node>.MaxMagnitude(Node x, Node y) => throw NoBranch("MaxMagnitude");

    static Node INumberBase<Node>.MaxMagnitudeNumber(Node x, Node y) => throw NoBranch("MaxMagnitudeNumber");

    static Node INumberBase<Node>.MinMagnitude(Node x, Node y) => throw NoBranch("MinMagnitude");

    static Node INumberBase<Node>.MinMagnitudeNumber(Node x, Node y) => throw NoBranch("MinMagnitudeNumber");

    static bool INumberBase<Node>.TryConvertFromChecked<TOther>(TOther value, out Node result)
    {
        result = double.CreateChecked(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Node>.TryConvertFromSaturating<TOther>(TOther value, out Node result)
    {
        result = double.CreateSaturating(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Node>.TryConvertFromTruncating<TOther>(TOther value, out Node result)
    {
        result = double.CreateTruncating(value);    // throws if there is no conversion, as the caller does
        return true;
    }

    static bool INumberBase<Node>.TryConvertToChecked<TOther>(Node value, [MaybeNullWhen(false)] out TOther result)
    {
        result = default;   // a number would lose the gradient
        return false;
    }

    static bool INumberBase<Node>.TryConvertToSaturating<TOther>(Node value, [MaybeNullWhen(false)] out TOther result)
    {
        result = default;   // a number would lose the gradient
        return false;
    }

    static bool INumberBase<Node>.TryConvertToTruncating<TOther>(Node value, [MaybeNullWhen(false)] out TOther result)
    {
        result = default;   // a number would lose the gradient
        return false;
    }

    static Node INumberBase<Node>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => throw NoText();

    static Node INumberBase<Node>.Parse(string s, NumberStyles style, IFormatProvider? provider) => throw NoText();

    static bool INumberBase<Node>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Node result) =>
        throw NoText();

    static bool INumberBase<Node>.TryParse(string? s, NumberStyles style, IFormatProvider? provider, out Node result) =>
        throw NoText();

    static Node ISpanParsable<Node>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => throw NoText();

    static bool ISpanParsable<Node>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Node result) => throw NoText();

    static Node IParsable<Node>.Parse(string s, IFormatProvider? provider) => throw NoText();

    static bool IParsable<Node>.TryParse(string? s, IFormatProvider? provider, out Node result) => throw NoText();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        NumberText.TryCopy(ToString(), destination, out charsWritten);

    private static NotSupportedException NoBranch(string member) => new(
        $"Node has no {member} in generic math: a branch on data is not taken again when the data change. "
        + "Use Where, Max, Min or ReLU, or call the function with dual numbers.");

    private static NotSupportedException NoText() =>
        new("Node cannot be parsed in generic math. Parse a double: it converts to a Node.");
}
