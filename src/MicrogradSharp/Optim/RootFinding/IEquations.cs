namespace MicrogradSharp.Optim.RootFinding;

/// <summary>n equations f(x) = 0 of n variables, with their derivatives.</summary>
internal interface IEquations
{
    /// <summary>The number of variables, and of equations.</summary>
    int Count { get; }

    /// <summary>Computes fᵢ(x).</summary>
    void Evaluate(ReadOnlySpan<double> x, Span<double> values);

    /// <summary>Computes ∂fᵢ/∂xⱼ, at <c>j · Count + i</c>.</summary>
    void EvaluateJacobian(ReadOnlySpan<double> x, Span<double> jacobian);

    /// <summary>Describes why an equation, or a derivative of it, is not finite at the point evaluated last.</summary>
    NonFiniteException Explain(ReadOnlySpan<double> values, ReadOnlySpan<double> jacobian);
}
