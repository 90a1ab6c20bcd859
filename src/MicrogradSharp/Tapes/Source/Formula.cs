namespace MicrogradSharp.Tapes.Source;

/// <summary>An expression of source code. <see cref="Formulas"/> makes one object for equal formulas.</summary>
internal sealed class Formula(FormulaKind kind, string symbol, Formula[] inputs, int index)
{
    public FormulaKind Kind { get; } = kind;

    /// <summary>The operator, the name of the function, or the name of the leaf.</summary>
    public string Symbol { get; } = symbol;

    public Formula[] Inputs { get; } = inputs;

    /// <summary>The position among all formulas: inputs have smaller ones.</summary>
    public int Index { get; } = index;

    /// <summary>The value of a number; 1 or 0 for a truth.</summary>
    public double Number { get; init; }

    /// <summary>Where a leaf is read, such as <c>row[0]</c>.</summary>
    public string Place { get; init; } = "";

    /// <summary>The number of comparisons that it joins.</summary>
    public int Comparisons { get; } = symbol is "&&" or "||" ? inputs[0].Comparisons + inputs[1].Comparisons : 1;

    /// <summary>Whether it holds or not, in place of a number.</summary>
    public bool IsCondition => Kind == FormulaKind.Truth || Kind == FormulaKind.Operation && Formulas.IsCondition(Symbol);

    public bool IsNumber(double number) => Kind == FormulaKind.Number && Number == number;
}
