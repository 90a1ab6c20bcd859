namespace MicrogradSharp.Optim;

/// <summary>The left sides of n equations f(x) = 0 of n variables, for <see cref="Roots"/>.</summary>
/// <param name="x">The point, n numbers.</param>
/// <param name="values">Receives fᵢ(x), n numbers. NaN or ±∞ means that f is not defined there.</param>
public delegate void EquationFunction(ReadOnlySpan<double> x, Span<double> values);
