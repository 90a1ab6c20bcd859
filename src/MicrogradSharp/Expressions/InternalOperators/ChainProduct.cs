namespace MicrogradSharp;

/// <summary>slope · gradient as in the backward pass: a gradient of exactly 0 contributes exactly 0, whatever the slope.</summary>
/// <remarks>Its own slopes of 0 stop every gradient: what was not chosen contributes exactly 0 to higher derivatives too.</remarks>
internal sealed partial class ChainProduct : BinaryExpr
{
    private static readonly ChainProduct s_plain = new(slopeStops: false);
    private static readonly ChainProduct s_stopping = new(slopeStops: true);

    private readonly bool _slopeStops;

    private ChainProduct(bool slopeStops) => _slopeStops = slopeStops;

    public override string Symbol => "·";

    public override SourceText Source =>
        new($"{(_slopeStops ? "left == 0 || " : "")}right == 0 ? 0 : left * right", "right", "left");

    public override bool ZeroSlopeStopsGradient => true;

    /// <summary>slope · gradient, exactly 0 where the gradient is.</summary>
    public static Node Of(Node slope, Node gradient) => Node.From(s_plain, slope, gradient);

    /// <summary>slope · gradient, exactly 0 where either is.</summary>
    public static Node OfStopping(Node slope, Node gradient) => Node.From(s_stopping, slope, gradient);

    protected override double Evaluate(double left, double right) => right == 0 || (_slopeStops && left == 0) ? 0 : left * right;

    protected override (double Left, double Right) Slopes(double left, double right, double y) => (right, left);

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (right, left);
}
