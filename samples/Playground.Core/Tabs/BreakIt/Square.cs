using MicrogradSharp;
using MicrogradSharp.Diagnostics;

namespace Playground.Tabs.BreakIt;

/// <summary>y = x², with the slope 2x, or with a wrong one.</summary>
public sealed class Square(bool isRight) : UnaryExpr
{
    public override string Symbol => "square";

    /// <summary>Compares the slope with differences at a few places.</summary>
    public static GradientReport Check(bool isRight) =>
        GradientCheck.Run(x => Node.Sum([.. x.ToArray().Select(one => Node.From(new Square(isRight), one))]), [0.5, -1.5, 3]);

    protected override double Evaluate(double x) => x * x;

    protected override double Slope(double x, double y) => isRight ? 2 * x : x;
}
