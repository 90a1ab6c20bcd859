namespace MicrogradSharp.Orleans.Tests;

/// <summary>y = x, and a call of the test for each row: it may block, to hold a shard in the middle of a step.</summary>
internal sealed class Gate(Action pass) : UnaryExpr
{
    public override string Symbol => "gate";

    protected override double Evaluate(double x)
    {
        pass();
        return x;
    }

    protected override double Slope(double x, double y) => 1;
}
