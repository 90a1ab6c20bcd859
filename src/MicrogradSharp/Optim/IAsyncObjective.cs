namespace MicrogradSharp.Optim;

/// <summary>
/// A function of parameters with a gradient that is computed elsewhere, such as a sum over rows that many machines hold. For
/// <see cref="Minimize.LbfgsAsync"/> and <see cref="Trainer.TrainAsync"/>.
/// </summary>
/// <remarks><see cref="RowsObjective"/> is one on this machine. A caller waits for an evaluation before it begins the next one.</remarks>
public interface IAsyncObjective
{
    /// <summary>The number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>Computes f(p) and ∂f/∂pᵢ.</summary>
    /// <param name="parameters">The point, <see cref="ParameterCount"/> numbers. They do not change until the result is there.</param>
    /// <param name="gradient">Receives <see cref="ParameterCount"/> numbers. All of them must be written.</param>
    /// <param name="cancellationToken">Stops the evaluation, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>f(p). NaN or ±∞ means that f is not defined there: a minimiser then tries a shorter step.</returns>
    ValueTask<double> GradientAsync(ReadOnlyMemory<double> parameters, Memory<double> gradient, CancellationToken cancellationToken);
}
