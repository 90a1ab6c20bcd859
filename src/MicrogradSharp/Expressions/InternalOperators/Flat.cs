namespace MicrogradSharp;

/// <summary>A function for slopes in nodes. Its own slope is taken to be 0.</summary>
internal sealed class Flat : UnaryExpr
{
    private readonly string _text;
    private readonly Func<double, double> _function;

    private Flat(string symbol, string text, Func<double, double> function)
    {
        Symbol = symbol;
        _text = text;
        _function = function;
    }

    /// <summary>0 for x ≤ 0, otherwise 1, including for NaN.</summary>
    public static Flat Step { get; } = new("step", "x <= 0 ? 0 : 1", x => x <= 0 ? 0 : 1);

    /// <summary>x itself, taken as a constant.</summary>
    public static Flat Held { get; } = new("held", "x", x => x);

    public override string Symbol { get; }

    public override SourceText Source => new(_text, "0");

    public override bool ZeroSlopeStopsGradient => true;

    internal override bool IsFlat => true;

    protected override double Evaluate(double x) => _function(x);

    protected override double Slope(double x, double y) => 0;

    protected override Node Slope(Node x, Node y) => 0;
}
