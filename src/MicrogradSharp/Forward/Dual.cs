using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Forward;

/// <summary>
/// A dual number: a value and one tangent, its derivative. A formula written for .NET's generic math computes both in one pass.
/// </summary>
/// <typeparam name="T">
/// The type of the value and of the tangent: <see cref="double"/>, or a dual number itself. A dual of duals holds a second derivative.
/// </typeparam>
/// <remarks>
/// <para>The value is that of the same formula on T. A tangent of exactly 0 contributes exactly 0, whatever the slope; any other tangent
/// is multiplied by the slope as IEEE 754 says. At kinks and edges the slopes are those of <c>Node</c>: |x| has slope 0 at 0, √x has slope
/// +∞ at 0, x⁰ has slope 0. A NaN gives NaN for value and tangent.</para>
/// <para>Two dual numbers are equal if values and tangents are: a branch on <c>x == 0</c> would otherwise lose the slope of x. The order
/// compares the values only, so that a branch on <c>x &gt; 0</c> is the one that the same formula takes on T. The derivative is that of the
/// branch.</para>
/// <para><c>default</c> is the constant 0. There is no conversion to T, because it would lose the tangent: read <see cref="Value"/>.</para>
/// <para>No operation allocates. Dual numbers are immutable, and safe to use on several threads.</para>
/// </remarks>
/// <example><code>
/// static T Wave&lt;T&gt;(T x) where T : IExponentialFunctions&lt;T&gt;, ITrigonometricFunctions&lt;T&gt; => T.Exp(-x * x) * T.Sin(x);
///
/// var y = Wave(Dual&lt;double&gt;.Variable(0.7));      // y.Value is the value at 0.7, and y.Tangent the derivative
/// </code></example>
public readonly partial struct Dual<T> :
    IExponentialFunctions<Dual<T>>, ILogarithmicFunctions<Dual<T>>, IPowerFunctions<Dual<T>>, IRootFunctions<Dual<T>>,
    ITrigonometricFunctions<Dual<T>>, IHyperbolicFunctions<Dual<T>>, IComparisonOperators<Dual<T>, Dual<T>, bool>, IDualNumber<Dual<T>>
    where T : IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>,
        IHyperbolicFunctions<T>, IComparisonOperators<T, T, bool>
{
    /// <summary>Makes a dual number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tangent">The tangent.</param>
    public Dual(T value, T tangent)
    {
        Value = value;
        Tangent = tangent;
    }

    /// <summary>The value.</summary>
    public T Value { get; }

    /// <summary>The derivative of the value with respect to the variable.</summary>
    public T Tangent { get; }

    /// <summary>The variable of the derivative: its tangent is 1.</summary>
    /// <param name="value">Its value.</param>
    public static Dual<T> Variable(T value) => new(value, T.One);

    /// <summary>A constant: its tangent is 0.</summary>
    /// <param name="value">Its value.</param>
    public static Dual<T> Constant(T value) => new(value, T.Zero);

    /// <summary>Makes a constant.</summary>
    /// <param name="value">Its value.</param>
    public static implicit operator Dual<T>(T value) => Constant(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator +(Dual<T> value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> value) => new(-value.Value, -value.Tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator +(Dual<T> left, Dual<T> right) => new(left.Value + right.Value, left.Tangent + right.Tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator -(Dual<T> left, Dual<T> right) => new(left.Value - right.Value, left.Tangent - right.Tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator *(Dual<T> left, Dual<T> right) => new(
        left.Value * right.Value,
        TangentRule.Times(right.Value, left.Tangent) + TangentRule.Times(left.Value, right.Tangent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<T> operator /(Dual<T> left, Dual<T> right)
    {
        var quotient = left.Value / right.Value;
        return new(
            quotient,
            TangentRule.Times(T.One / right.Value, left.Tangent) + TangentRule.Times(-quotient / right.Value, right.Tangent));
    }

    public static Dual<T> operator ++(Dual<T> value) => new(value.Value + T.One, value.Tangent);

    public static Dual<T> operator --(Dual<T> value) => new(value.Value - T.One, value.Tangent);

    public static bool operator ==(Dual<T> left, Dual<T> right) => left.Value == right.Value && left.Tangent == right.Tangent;

    public static bool operator !=(Dual<T> left, Dual<T> right) => !(left == right);

    public static bool operator <(Dual<T> left, Dual<T> right) => left.Value < right.Value;

    public static bool operator >(Dual<T> left, Dual<T> right) => left.Value > right.Value;

    public static bool operator <=(Dual<T> left, Dual<T> right) => left.Value <= right.Value;

    public static bool operator >=(Dual<T> left, Dual<T> right) => left.Value >= right.Value;

    /// <summary>Whether values and tangents are equal. Unlike <c>==</c>, NaN equals NaN.</summary>
    /// <param name="other">The other number.</param>
    public bool Equals(Dual<T> other) => Value.Equals(other.Value) && Tangent.Equals(other.Tangent);

    public override bool Equals(object? obj) => obj is Dual<T> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Value, Tangent);

    Dual<T> IDualNumber<Dual<T>>.TimesTangent(Dual<T> tangent) => new(
        TangentRule.TimesWhereSloped(Value, tangent.Value),
        TangentRule.TimesWhereSloped(tangent.Value, Tangent) + TangentRule.TimesWhereSloped(Value, tangent.Tangent));

    Dual<T> IDualNumber<Dual<T>>.PowerTimesLog(Dual<T> exponent)
    {
        T x = Value, e = exponent.Value, y = TangentRule.PowerTimesLog(x, e);
        var slope = TangentRule.Times(TangentRule.PowerTimesLog(x, e - T.One), e) + T.Pow(x, e - T.One);
        var exponentSlope = TangentRule.IsPowerOfZero(x, e) ? T.Zero : y * T.Log(x);
        return new(y, TangentRule.Times(slope, Tangent) + TangentRule.Times(exponentSlope, exponent.Tangent));
    }

    /// <summary>A function of this number, given its value and its slope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Dual<T> Through((T Value, T Slope) function) => new(function.Value, TangentRule.Times(function.Slope, Tangent));
}
