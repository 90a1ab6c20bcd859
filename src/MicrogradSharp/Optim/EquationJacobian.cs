namespace MicrogradSharp.Optim;

/// <summary>The derivatives of n equations of n variables, for <see cref="Roots"/>.</summary>
/// <param name="x">The point, n numbers.</param>
/// <param name="jacobian">Receives ∂fᵢ/∂xⱼ at <c>i · n + j</c>, n × n numbers: a row for each equation.</param>
public delegate void EquationJacobian(ReadOnlySpan<double> x, Span<double> jacobian);
