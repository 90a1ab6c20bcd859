namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The smallest whole number that is not below x, y = ⌈x⌉.</summary>
    /// <remarks>The slope is 0 everywhere, and stops every gradient. −0.5 and −0 give −0; ±∞ gives itself; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Ceiling() => new(Rule<Ceiling>.Shared, this);
}

/// <summary>y = ⌈x⌉,  dy/dx = 0</summary>
public sealed partial class Ceiling : FlatExpr
{
    public override string Symbol => "ceil";

    public override SourceText Source => new("ceil(x)", "0");

    protected override double Evaluate(double x) => Math.Ceiling(x);
}
