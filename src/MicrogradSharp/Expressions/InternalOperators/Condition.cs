namespace MicrogradSharp;

/// <summary>1 where a condition on two numbers holds, otherwise 0: for the cases of slopes in nodes.</summary>
internal sealed class Condition : BinaryExpr
{
    private readonly string _text;
    private readonly Func<double, double, bool> _holds;

    private Condition(string symbol, string text, Func<double, double, bool> holds)
    {
        Symbol = symbol;
        _text = text;
        _holds = holds;
    }

    /// <summary>Both are the same number. NaN equals nothing.</summary>
    public static Condition Equal { get; } = new("==", "left == right", (left, right) => left == right);

    /// <summary>The power 0ᵉ for e ≥ 0.</summary>
    public static Condition PowerOfZero { get; } = new("0^", "left == 0 && right >= 0", (x, exponent) => x == 0 && exponent >= 0);

    public override string Symbol { get; }

    public override SourceText Source => new($"{_text} ? 1 : 0", "0", "0");

    public override bool ZeroSlopeStopsGradient => true;

    internal override bool IsFlat => true;

    public static Node Of(Condition condition, Node left, Node right) => Node.From(condition, left, right);

    protected override double Evaluate(double left, double right) => _holds(left, right) ? 1 : 0;

    protected override (double Left, double Right) Slopes(double left, double right, double y) => (0, 0);

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (0, 0);
}
