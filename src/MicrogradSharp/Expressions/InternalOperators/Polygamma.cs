using System.Globalization;

namespace MicrogradSharp;

/// <summary>y = ψ⁽ⁿ⁾(x), the n-th derivative of digamma,  dy/dx = ψ⁽ⁿ⁺¹⁾(x)</summary>
/// <remarks>For the slopes of trigamma, of any order.</remarks>
internal sealed class Polygamma : UnaryExprWithConstant
{
    private Polygamma(int n)
        : base(n)
    {
    }

    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"polygamma({Order})");

    public override SourceText Source => new($"polygamma{Order}(x)", $"polygamma{Order + 1}(x)");

    private int Order => (int)Constant;

    public static Node Of(int n, Node x) => Node.From(new Polygamma(n), x);

    protected override double Evaluate(double x) => GammaFunction.Polygamma(Order, x);

    protected override double Slope(double x, double y) => GammaFunction.Polygamma(Order + 1, x);

    protected override Node Slope(Node x, Node y) => Of(Order + 1, x);
}
