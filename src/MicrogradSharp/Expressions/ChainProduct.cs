namespace MicrogradSharp;

/// <summary>slope · gradient as the backward pass multiplies them: a gradient of exactly 0 contributes exactly 0, whatever the slope.</summary>
/// <remarks>An n-ary operator, so that its own slopes stay silent at 0: what was not chosen stays so in every derivative.</remarks>
internal sealed class ChainProduct : NaryExpr
{
    private static readonly ChainProduct s_plain = new(isSilentAtZeroSlope: false);
    private static readonly ChainProduct s_silent = new(isSilentAtZeroSlope: true);

    private readonly bool _isSilent;

    private ChainProduct(bool isSilentAtZeroSlope) => _isSilent = isSilentAtZeroSlope;

    public override string Symbol => "·";

    /// <summary>slope · gradient, exactly 0 where the gradient is.</summary>
    public static Node Of(Node slope, Node gradient) => Node.From(s_plain, slope, gradient);

    /// <summary>slope · gradient, exactly 0 where either is.</summary>
    public static Node OfSilent(Node slope, Node gradient) => Node.From(s_silent, slope, gradient);

    public override double Forward(Value output) => Multiply(output.First.Stored, output.Second.Stored);

    public override void Backward(Value output)
    {
        var (slope, gradient) = (output.First, output.Second);
        if (gradient.Stored != 0) slope.Grad += gradient.Stored * output.Grad;
        if (slope.Stored != 0) gradient.Grad += slope.Stored * output.Grad;
    }

    protected override double Evaluate(ReadOnlySpan<double> x) => Multiply(x[0], x[1]);

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => (slopes[0], slopes[1]) = (x[1], x[0]);

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => (slopes[0], slopes[1]) = (x[1], x[0]);

    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        if (_isSilent) ChainRule.TimesWhereSloped(x[..rows], x[rows..], y);
        else ChainRule.Times(x[..rows], x[rows..], y);
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        x[rows..].CopyTo(slopes);
        x[..rows].CopyTo(slopes[rows..]);
    }

    private double Multiply(double slope, double gradient) => gradient == 0 || (_isSilent && slope == 0) ? 0 : slope * gradient;
}
