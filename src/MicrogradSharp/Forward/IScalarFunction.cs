using System.Numerics;

namespace MicrogradSharp.Forward;

/// <summary>A function of several variables with one output, written once for every kind of number.</summary>
/// <remarks>
/// Implement it by a struct, explicitly: then the constraints need not be repeated. Fields of the struct are the data of the function.
/// A branch on a value is allowed, see <see cref="Dual{T}"/>.
/// </remarks>
/// <example><code>
/// readonly struct Rosenbrock : IScalarFunction
/// {
///     T IScalarFunction.Evaluate&lt;T&gt;(ReadOnlySpan&lt;T&gt; x)
///     {
///         T slope = T.One - x[0], valley = x[1] - x[0] * x[0];
///         return slope * slope + T.CreateChecked(100) * valley * valley;
///     }
/// }
/// </code></example>
public interface IScalarFunction
{
    /// <summary>The value, f(x).</summary>
    /// <typeparam name="T">The kind of number, such as a <see cref="Jet{TTangents}"/>.</typeparam>
    /// <param name="x">The variables.</param>
    T Evaluate<T>(ReadOnlySpan<T> x)
        where T : IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>,
            IHyperbolicFunctions<T>, IComparisonOperators<T, T, bool>;
}
