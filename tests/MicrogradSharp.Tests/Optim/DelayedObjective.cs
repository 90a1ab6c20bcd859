using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Optim;

/// <summary>A function that completes later, on another thread.</summary>
internal sealed class DelayedObjective(int count, GradientFunction function) : IAsyncObjective
{
    public int ParameterCount => count;

    public int Evaluations { get; private set; }

    /// <summary>The token of the last evaluation.</summary>
    public CancellationToken Token { get; private set; }

    public static DelayedObjective Of(Func<ReadOnlySpan<Node>, Node> function, int count) => new(count, (x, gradient) =>
    {
        Node[] nodes = [.. x.ToArray().Select(number => new Node(number))];
        var output = function(nodes);
        output.Backward();
        for (int i = 0; i < nodes.Length; i++) gradient[i] = nodes[i].Grad;
        return output.Data;
    });

    public async ValueTask<double> GradientAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Evaluations++;
        return function(parameters.Span, gradient.Span);
    }
}
