using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>Normal equations that a test writes.</summary>
/// <param name="count">The number of parameters.</param>
/// <param name="evaluate">Takes the point, writes the gradient and the matrix, and returns half the sum of squares.</param>
internal sealed class FakeEquations(
    int count, Func<ReadOnlySpan<double>, Span<double>, Span<double>, double> evaluate) : IAsyncNormalEquations
{
    public int ParameterCount => count;

    public ValueTask<double> EvaluateAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, Memory<double> matrix, CancellationToken cancellationToken) =>
        new(evaluate(parameters.Span, gradient.Span, matrix.Span));
}
