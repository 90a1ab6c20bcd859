namespace MicrogradSharp.Fitting.Solving;

/// <summary>A vector of residuals r(p) with exact first and second derivatives: the solver minimises ½ Σ ρ(rᵢ²).</summary>
/// <remarks>Residuals are weighted already. Only free parameters are passed. Matrices are column-major: a column per parameter.</remarks>
internal interface IResidualFunction
{
    /// <summary>The number of residuals.</summary>
    int ResidualCount { get; }

    /// <summary>The number of free parameters.</summary>
    int ParameterCount { get; }

    /// <summary>
    /// For each parameter, whether the residuals are affine in all the marked parameters together, whatever the others are.
    /// </summary>
    ReadOnlySpan<bool> IsLinear { get; }

    /// <summary>Computes r(p).</summary>
    void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals);

    /// <summary>Computes r(p) and ∂rᵢ/∂pⱼ (at <c>j · ResidualCount + i</c>).</summary>
    void EvaluateWithJacobian(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian);

    /// <summary>Computes d²r(p + t·v)/dt² at t = 0, a number per residual.</summary>
    void SecondDirectional(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> second);

    /// <summary>Computes Σᵢ wᵢ ∇²rᵢ(p), symmetric, ParameterCount × ParameterCount.</summary>
    void WeightedHessian(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> hessian);
}
