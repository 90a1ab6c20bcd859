using System.Numerics;

namespace MicrogradSharp.Forward;

/// <summary>A function of several variables with several outputs, written once for every kind of number.</summary>
/// <remarks>Implement it by a struct, explicitly, as <see cref="IScalarFunction"/>.</remarks>
/// <example><code>
/// readonly struct Polar : IVectorFunction
/// {
///     void IVectorFunction.Evaluate&lt;T&gt;(ReadOnlySpan&lt;T&gt; x, Span&lt;T&gt; y)
///     {
///         y[0] = x[0] * T.Cos(x[1]);
///         y[1] = x[0] * T.Sin(x[1]);
///     }
/// }
/// </code></example>
public interface IVectorFunction
{
    /// <summary>The values, y = f(x).</summary>
    /// <typeparam name="T">The kind of number, such as a <see cref="Jet{TTangents}"/>.</typeparam>
    /// <param name="x">The variables.</param>
    /// <param name="y">Receives the outputs; it starts with zeros.</param>
    void Evaluate<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>,
            IHyperbolicFunctions<T>, IComparisonOperators<T, T, bool>;
}
