namespace MicrogradSharp.Optim.Minimizing;

/// <summary>A function to minimise, with its derivatives.</summary>
internal interface IObjective
{
    /// <summary>The number of variables.</summary>
    int Count { get; }

    /// <summary>The name of a variable in reports.</summary>
    string NameOf(int variable);

    /// <summary>Computes f(x) and ∂f/∂xᵢ. Returns a number that is not finite where f is not defined.</summary>
    double Evaluate(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Computes Σⱼ ∂²f/∂xᵢ∂xⱼ · vⱼ.</summary>
    void MultiplyHessian(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product);

    /// <summary>Describes why f or its gradient is not finite at the point evaluated last.</summary>
    NonFiniteException Explain(double value, ReadOnlySpan<double> gradient);
}
