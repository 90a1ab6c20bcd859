namespace MicrogradSharp.Tapes.Source;

/// <summary>How strongly operators bind: the same in C and in C#.</summary>
internal static class Precedence
{
    public const int Choice = 0;
    public const int Product = 6;
    public const int Sign = 7;
    public const int Operand = 8;

    public static int Of(string symbol) => symbol switch
    {
        "||" => 1,
        "&&" => 2,
        "==" or "!=" => 3,
        "<" or ">" or "<=" or ">=" => 4,
        "+" or "-" => 5,
        _ => Product,
    };

    public static int Of(Formula formula) => formula.Kind switch
    {
        FormulaKind.Choice => Choice,
        FormulaKind.Operation => Of(formula.Symbol),
        FormulaKind.Negative => Sign,
        FormulaKind.Number when double.IsNegative(formula.Number) => Sign,
        _ => Operand,
    };
}
