namespace MicrogradSharp;

/// <summary>
/// An operator that chooses one of its inputs: y = xᵢ for the chosen i, ∂y/∂xᵢ = 1/k for each of the k inputs equal to y, 0 for the others.
/// </summary>
/// <remarks>Two inputs that tie get ½ each. A NaN input gives NaN, and NaN for every slope.</remarks>
public abstract partial class ExtremumExpr : NaryExpr
{
    private protected ExtremumExpr()
    {
    }

    public sealed override bool ZeroSlopeStopsGradient => true;

    protected sealed override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        int ties = 0;
        foreach (double candidate in x)
        {
            if (candidate == y) ties++;
        }
        double share = ties == 0 ? double.NaN : 1.0 / ties;
        for (int i = 0; i < x.Length; i++) slopes[i] = ties == 0 || x[i] == y ? share : 0;
    }

    protected sealed override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        for (int i = 0; i < x.Length; i++) slopes[i] = Condition.Of(Condition.Equal, x[i], y);
        var ties = Node.Sum(slopes);
        for (int i = 0; i < x.Length; i++) slopes[i] /= ties;   // 0/0 where y is NaN
    }

    private protected static SourceText OfChosen(string function, int inputs) => SourceText
        .ForEach(inputs, $"{function}({SourceText.Join(", ", inputs, i => $"x{i}")})", i => $"(x{i} == y ? 1 : 0) / ties")
        .With("ties", SourceText.Join(" + ", inputs, i => $"(x{i} == y ? 1 : 0)"));

    internal sealed override void CheckInputCount(int count) => CheckNotEmpty(count);
}
