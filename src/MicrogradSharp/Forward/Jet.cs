using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Forward;

/// <summary>
/// A value and the tangents of several variables: a formula written for .NET's generic math computes its value and its gradient in one
/// pass.
/// </summary>
/// <typeparam name="TTangents">The tangents, such as <see cref="Tangents4"/>; an inline array for any other number.</typeparam>
/// <remarks>
/// <para>Values, tangents, equality and order follow the rules of <see cref="Dual{T}"/>: the value is that of the same formula on
/// <see cref="double"/>, and a tangent of exactly 0 contributes exactly 0, whatever the slope.</para>
/// <para><c>default</c> is the constant 0. No operation allocates. Jets are immutable, and safe to use on several threads.</para>
/// </remarks>
/// <example><code>
/// var x = Jet&lt;Tangents2&gt;.Variable(3, 0);
/// var y = Jet&lt;Tangents2&gt;.Variable(4, 1);
/// var length = Jet&lt;Tangents2&gt;.Sqrt(x * x + y * y);      // Value 5, Tangent(0) 0.6, Tangent(1) 0.8
/// </code></example>
public readonly partial struct Jet<TTangents> :
    IExponentialFunctions<Jet<TTangents>>, ILogarithmicFunctions<Jet<TTangents>>, IPowerFunctions<Jet<TTangents>>,
    IRootFunctions<Jet<TTangents>>, ITrigonometricFunctions<Jet<TTangents>>, IHyperbolicFunctions<Jet<TTangents>>,
    IComparisonOperators<Jet<TTangents>, Jet<TTangents>, bool>, IDualNumber<Jet<TTangents>>
    where TTangents : unmanaged, ITangents<TTangents>
{
    /// <summary>Makes a jet.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tangents">The tangents.</param>
    public Jet(double value, TTangents tangents)
    {
        Value = value;
        Tangents = tangents;
    }

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>The derivatives of the value with respect to the variables.</summary>
    public TTangents Tangents { get; }

    /// <summary>A variable: the tangent at its index is 1, the others are 0.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="index">Its index among the variables, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or there are no more tangents.</exception>
    public static Jet<TTangents> Variable(double value, int index)
    {
        CheckIndex(index);
        return new(value, TTangents.Unit(index));
    }

    /// <summary>A constant: its tangents are 0.</summary>
    /// <param name="value">Its value.</param>
    public static Jet<TTangents> Constant(double value) => new(value, default);

    /// <summary>Makes a constant.</summary>
    /// <param name="value">Its value.</param>
    public static implicit operator Jet<TTangents>(double value) => Constant(value);

    /// <summary>The derivative of the value with respect to one variable.</summary>
    /// <param name="index">The index of the variable, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or there are no more tangents.</exception>
    public double Tangent(int index)
    {
        CheckIndex(index);
        return TTangents.At(Tangents, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Jet<TTangents> operator +(Jet<TTangents> value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Jet<TTangents> operator -(Jet<TTangents> value) => new(-value.Value, TTangents.Scale(value.Tangents, -1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Jet<TTangents> operator +(Jet<TTangents> left, Jet<TTangents> right) =>
        new(left.Value + right.Value, TTangents.Add(left.Tangents, right.Tangents));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Jet<TTangents> operator -(Jet<TTangents> left, Jet<TTangents> right) =>
        new(left.Value - right.Value, TTangents.Subtract(left.Tangents, right.Tangents));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Jet<TTangents> operator *(Jet<TTangents> left, Jet<TTangents> right) => new(
        left.Value * right.Value,
        TTangents.Add(TTangents.Scale(left.Tangents, right.Value), TTangents.Scale(right.Tangents, left.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Jet<TTangents> operator /(Jet<TTangents> left, Jet<TTangents> right)
    {
        double quotient = left.Value / right.Value;
        return new(
            quotient,
            TTangents.Add(
                TTangents.Scale(left.Tangents, 1 / right.Value), TTangents.Scale(right.Tangents, -quotient / right.Value)));
    }

    public static Jet<TTangents> operator ++(Jet<TTangents> value) => new(value.Value + 1, value.Tangents);

    public static Jet<TTangents> operator --(Jet<TTangents> value) => new(value.Value - 1, value.Tangents);

    public static bool operator ==(Jet<TTangents> left, Jet<TTangents> right) =>
        left.Value == right.Value && TTangents.IsZero(TTangents.Subtract(left.Tangents, right.Tangents));

    public static bool operator !=(Jet<TTangents> left, Jet<TTangents> right) => !(left == right);

    public static bool operator <(Jet<TTangents> left, Jet<TTangents> right) => left.Value < right.Value;

    public static bool operator >(Jet<TTangents> left, Jet<TTangents> right) => left.Value > right.Value;

    public static bool operator <=(Jet<TTangents> left, Jet<TTangents> right) => left.Value <= right.Value;

    public static bool operator >=(Jet<TTangents> left, Jet<TTangents> right) => left.Value >= right.Value;

    /// <summary>Whether values and tangents are equal. Unlike <c>==</c>, NaN equals NaN.</summary>
    /// <param name="other">The other jet.</param>
    public bool Equals(Jet<TTangents> other)
    {
        TTangents left = Tangents, right = other.Tangents;
        return Value.Equals(other.Value) && TTangents.AsSpan(ref left).SequenceEqual(TTangents.AsSpan(ref right));
    }

    public override bool Equals(object? obj) => obj is Jet<TTangents> other && Equals(other);

    public override int GetHashCode()
    {
        var tangents = Tangents;
        var hash = default(HashCode);
        hash.Add(Value);
        foreach (double tangent in TTangents.AsSpan(ref tangents)) hash.Add(tangent);
        return hash.ToHashCode();
    }

    Jet<TTangents> IDualNumber<Jet<TTangents>>.TimesTangent(Jet<TTangents> tangent) => new(
        TangentRule.TimesWhereSloped(Value, tangent.Value),
        TTangents.Add(ScaleWhereSloped(Tangents, tangent.Value), ScaleWhereSloped(tangent.Tangents, Value)));

    Jet<TTangents> IDualNumber<Jet<TTangents>>.PowerTimesLog(Jet<TTangents> exponent)
    {
        double x = Value, e = exponent.Value, y = TangentRule.PowerTimesLog(x, e);
        double slope = TangentRule.Times(TangentRule.PowerTimesLog(x, e - 1), e) + Math.Pow(x, e - 1);
        double exponentSlope = TangentRule.IsPowerOfZero(x, e) ? 0 : y * Math.Log(x);
        return new(y, TTangents.Add(TTangents.Scale(Tangents, slope), TTangents.Scale(exponent.Tangents, exponentSlope)));
    }

    private static TTangents ScaleWhereSloped(TTangents tangents, double slope) =>
        slope == 0 ? default : TTangents.Scale(tangents, slope);

    private static void CheckIndex(int index)
    {
        if ((uint)index >= (uint)TTangents.Count) throw WrongIndex(index);
    }

    private static ArgumentOutOfRangeException WrongIndex(int index) => new(
        nameof(index), $"index must be at least 0 and below the number of tangents, {TTangents.Count}, but was {index}.");

    /// <summary>A function of this jet, given its value and its slope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Jet<TTangents> Through((double Value, double Slope) function) =>
        new(function.Value, TTangents.Scale(Tangents, function.Slope));

    private string[] Texts(string? format, IFormatProvider? provider)
    {
        var tangents = Tangents;
        var numbers = TTangents.AsSpan(ref tangents);
        string[] texts = new string[numbers.Length + 1];
        texts[0] = Value.ToString(format, provider);
        for (int i = 0; i < numbers.Length; i++) texts[i + 1] = numbers[i].ToString(format, provider);
        return texts;
    }
}
