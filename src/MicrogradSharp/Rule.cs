namespace MicrogradSharp;

/// <summary>The one shared object of a rule that has no constants.</summary>
internal static class Rule<TExpr>
    where TExpr : Expr, new()
{
    public static readonly TExpr Shared = new();
}
