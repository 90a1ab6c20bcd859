namespace MicrogradSharp;

/// <summary>1 where a condition on two numbers holds, 0 where it does not: the cases of slopes in nodes.</summary>
/// <remarks>An n-ary operator, because only such a one stays silent at a slope of 0.</remarks>
internal sealed class Condition : NaryExpr
{
    private readonly Func<double, double, bool> _holds;

    private Condition(string symbol, Func<double, double, bool> holds)
    {
        Symbol = symbol;
        _holds = holds;
    }

    /// <summary>Both are the same number; NaN is not.</summary>
    public static Condition Equal { get; } = new("==", (left, right) => left == right);

    /// <summary>The power 0ᵉ for e ≥ 0.</summary>
    public static Condition PowerOfZero { get; } = new("0^", (x, exponent) => x == 0 && exponent >= 0);

    public override string Symbol { get; }

    internal override bool IsFlat => true;

    public static Node Of(Condition condition, Node left, Node right) => Node.From(condition, left, right);

    protected override double Evaluate(ReadOnlySpan<double> x) => _holds(x[0], x[1]) ? 1 : 0;

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => slopes.Clear();

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => slopes.Fill(0);
}
