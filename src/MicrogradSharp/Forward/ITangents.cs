using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Forward;

/// <summary>
/// The tangents of a <see cref="Jet{TTangents}"/>: a fixed number of doubles, side by side. <see cref="Tangents2"/>,
/// <see cref="Tangents4"/> and <see cref="Tangents8"/> are ready; an inline array makes any other number.
/// </summary>
/// <typeparam name="TSelf">The type itself. It must hold doubles and nothing else.</typeparam>
/// <remarks>Every member has a default, which works with the vectors of the machine. <c>default</c> is no change at all.</remarks>
/// <example><code>
/// [InlineArray(5)]
/// struct Tangents5 : ITangents&lt;Tangents5&gt;
/// {
///     private double _first;
/// }
/// </code></example>
public interface ITangents<TSelf>
    where TSelf : unmanaged, ITangents<TSelf>
{
    /// <summary>The number of tangents.</summary>
    static virtual int Count => Unsafe.SizeOf<TSelf>() / sizeof(double);

    /// <summary>The tangents as numbers.</summary>
    /// <param name="tangents">The tangents; the span refers to them.</param>
    static virtual Span<double> AsSpan(ref TSelf tangents) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TSelf, double>(ref tangents), TSelf.Count);

    /// <summary>The tangents of a variable: 1 at its index, 0 elsewhere.</summary>
    /// <param name="index">The index, at least 0 and below <see cref="Count"/>.</param>
    /// <exception cref="IndexOutOfRangeException">The index is negative, or not below <see cref="Count"/>.</exception>
    static virtual TSelf Unit(int index)
    {
        TSelf unit = default;
        TSelf.AsSpan(ref unit)[index] = 1;
        return unit;
    }

    /// <summary>One tangent.</summary>
    /// <param name="tangents">The tangents.</param>
    /// <param name="index">The index, at least 0 and below <see cref="Count"/>.</param>
    /// <exception cref="IndexOutOfRangeException">The index is negative, or not below <see cref="Count"/>.</exception>
    static virtual double At(TSelf tangents, int index) => TSelf.AsSpan(ref tangents)[index];

    /// <summary>Whether every tangent is 0.</summary>
    /// <param name="tangents">The tangents.</param>
    static virtual bool IsZero(TSelf tangents) => !TSelf.AsSpan(ref tangents).ContainsAnyExcept(0.0);

    /// <summary>The sum, tangent by tangent.</summary>
    /// <param name="left">The first term.</param>
    /// <param name="right">The second term.</param>
    static virtual TSelf Add(TSelf left, TSelf right)
    {
        TensorPrimitives.Add(TSelf.AsSpan(ref left), TSelf.AsSpan(ref right), TSelf.AsSpan(ref left));
        return left;
    }

    /// <summary>The difference, tangent by tangent.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    static virtual TSelf Subtract(TSelf left, TSelf right)
    {
        TensorPrimitives.Subtract(TSelf.AsSpan(ref left), TSelf.AsSpan(ref right), TSelf.AsSpan(ref left));
        return left;
    }

    /// <summary>The chain rule: each tangent times the slope. A tangent of exactly 0 stays 0, whatever the slope.</summary>
    /// <param name="tangents">The tangents.</param>
    /// <param name="slope">The slope.</param>
    static virtual TSelf Scale(TSelf tangents, double slope)
    {
        TangentLoops.Scale(TSelf.AsSpan(ref tangents), slope);
        return tangents;
    }
}
