using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>A term that a sum adds or subtracts: a value, or the product of a uniform weight and a varying value.</summary>
/// <param name="Weight">The weight; null for a value without a weight.</param>
/// <param name="Value">The value.</param>
/// <param name="IsNegative">Whether it is subtracted.</param>
internal sealed record Addend(Term? Weight, Term Value, bool IsNegative)
{
    public bool IsProduct => Weight is not null;

    /// <summary>The product of two terms, of which exactly one is varying.</summary>
    public static Addend Product(Term left, Term right, bool isNegative) =>
        right.IsVarying ? new Addend(left, right, isNegative) : new Addend(right, left, isNegative);
}
