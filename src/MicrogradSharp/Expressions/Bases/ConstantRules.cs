namespace MicrogradSharp;

/// <summary>The rules of an operator with one constant. All nodes with the usual constant share one rule object.</summary>
internal sealed class ConstantRules<TExpr>(double usual, Func<double, TExpr> make)
    where TExpr : UnaryExprWithConstant
{
    private readonly TExpr _usual = make(usual);

    public TExpr Of(double constant) => constant == usual ? _usual : make(constant);
}
