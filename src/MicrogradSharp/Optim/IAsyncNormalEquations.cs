namespace MicrogradSharp.Optim;

/// <summary>
/// A sum of squares with its normal equations, computed elsewhere, such as over rows that many machines hold. For
/// <see cref="Minimize.GaussNewtonAsync"/>.
/// </summary>
/// <remarks>A caller waits for an evaluation before it begins the next one.</remarks>
public interface IAsyncNormalEquations
{
    /// <summary>The number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>Computes ½ Σ rᵢ², its gradient Jᵀr, and JᵀJ, where r are the residuals and J their Jacobian.</summary>
    /// <param name="parameters">The point, <see cref="ParameterCount"/> numbers. They do not change until the result is there.</param>
    /// <param name="gradient">Receives Jᵀr, <see cref="ParameterCount"/> numbers. All of them must be written.</param>
    /// <param name="matrix">
    /// Receives JᵀJ, symmetric, <see cref="ParameterCount"/> × <see cref="ParameterCount"/> numbers. All of them must be written.
    /// </param>
    /// <param name="cancellationToken">Stops the evaluation, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>½ Σ rᵢ². NaN or ±∞, also in the gradient or the matrix, makes a solver try a shorter step.</returns>
    ValueTask<double> EvaluateAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, Memory<double> matrix, CancellationToken cancellationToken);
}
