namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The nearest whole number; halves go to the even one.</summary>
    /// <remarks>
    /// The slope is 0 everywhere, and stops every gradient. 2.5 gives 2 and 3.5 gives 4. −0.5 and −0 give −0; ±∞ gives itself; NaN gives
    /// NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Round() => new(Rule<Round>.Shared, this);
}

/// <summary>y = the whole number nearest to x,  dy/dx = 0</summary>
public sealed partial class Round : FlatExpr
{
    public override string Symbol => "round";

    public override SourceText Source => new("rint(x)", "0");

    protected override double Evaluate(double x) => Math.Round(x);
}
