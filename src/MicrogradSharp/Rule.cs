namespace MicrogradSharp;

/// <summary>The single shared object of a rule without constants.</summary>
internal static class Rule<TExpr>
    where TExpr : Expr, new()
{
    public static readonly TExpr Shared = new();
}
