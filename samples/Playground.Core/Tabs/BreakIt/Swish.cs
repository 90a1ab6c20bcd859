using MicrogradSharp;

namespace Playground.Tabs.BreakIt;

/// <summary>y = x · sigmoid(x), with its slope or with half of it.</summary>
internal sealed class Swish(bool isMended) : UnaryExpr
{
    public override string Symbol => "swish";

    public static Node Of(Node x, bool isMended) => Node.From(new Swish(isMended), x);

    protected override double Evaluate(double x) => x * Sigmoid(x);

    protected override double Slope(double x, double y) =>
        isMended ? Sigmoid(x) + x * Sigmoid(x) * (1 - Sigmoid(x)) : x * Sigmoid(x) * (1 - Sigmoid(x));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
