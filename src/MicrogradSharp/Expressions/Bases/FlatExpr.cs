namespace MicrogradSharp;

/// <summary>An operator whose value is constant between its jumps, such as rounding. Its slope is taken to be 0 everywhere.</summary>
/// <remarks>No gradient passes it, not even NaN or an infinity.</remarks>
public abstract partial class FlatExpr : UnaryExpr
{
    private protected FlatExpr()
    {
    }

    public sealed override bool ZeroSlopeStopsGradient => true;

    internal sealed override bool IsFlat => true;

    protected sealed override double Slope(double x, double y) => 0;

    protected sealed override Node Slope(Node x, Node y) => 0;
}
