namespace MicrogradSharp.Optim;

/// <summary>A function f(x) of n numbers with a gradient of your own, for <see cref="Minimize"/>.</summary>
/// <param name="x">The point, n numbers.</param>
/// <param name="gradient">Receives ∂f/∂xᵢ, n numbers. All of them must be written.</param>
/// <returns>f(x). NaN or ±∞ means that f is not defined there: the minimiser then tries a shorter step.</returns>
public delegate double GradientFunction(ReadOnlySpan<double> x, Span<double> gradient);
