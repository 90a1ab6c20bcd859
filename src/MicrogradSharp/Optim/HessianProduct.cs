namespace MicrogradSharp.Optim;

/// <summary>The product of the Hessian of a function f(x) and a vector, for <see cref="Minimize"/>.</summary>
/// <param name="x">The point, n numbers.</param>
/// <param name="v">The vector, n numbers.</param>
/// <param name="product">Receives Σⱼ ∂²f/∂xᵢ∂xⱼ · vⱼ, n numbers. All of them must be written.</param>
public delegate void HessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product);
