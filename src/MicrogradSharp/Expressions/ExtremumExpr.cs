namespace MicrogradSharp;

/// <summary>An operator that picks one of its inputs: y = xᵢ for the chosen i, ∂y/∂xᵢ = 1/k for each of the k inputs equal to y, 0 for the others.</summary>
/// <remarks>A tie of two shares ½ and ½. A NaN is passed on, and then every slope is NaN.</remarks>
public abstract class ExtremumExpr : NaryExpr
{
    private protected ExtremumExpr()
    {
    }

    /// <inheritdoc/>
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

    internal sealed override void CheckInputCount(int count) => CheckNotEmpty(count);
}
