namespace MicrogradSharp.Tests.Diagnostics;

/// <summary>A custom operator whose symbol tries to break out of a drawing.</summary>
internal sealed class AwkwardSymbol(string symbol) : UnaryExpr
{
    public override string Symbol => symbol;

    protected override double Evaluate(double x) => x;

    protected override double Slope(double x, double y) => 1;
}
