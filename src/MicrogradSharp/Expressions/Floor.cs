namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The largest whole number that is not above x, y = ⌊x⌋.</summary>
    /// <remarks>The slope is 0 everywhere, and stops every gradient. −0 gives −0; ±∞ gives itself; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Floor() => new(Rule<Floor>.Shared, this);
}

/// <summary>y = ⌊x⌋,  dy/dx = 0</summary>
public sealed partial class Floor : FlatExpr
{
    public override string Symbol => "floor";

    public override SourceText Source => new("floor(x)", "0");

    protected override double Evaluate(double x) => Math.Floor(x);
}
