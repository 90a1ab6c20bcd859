namespace MicrogradSharp.Optim.Minimizing;

/// <summary>A function to minimise, with its derivatives.</summary>
internal interface IObjective : IVariables
{
    /// <summary>Computes f(x) and ∂f/∂xᵢ. Returns a number that is not finite where f is not defined.</summary>
    double Evaluate(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Computes Σⱼ ∂²f/∂xᵢ∂xⱼ · vⱼ.</summary>
    void MultiplyHessian(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product);
}
