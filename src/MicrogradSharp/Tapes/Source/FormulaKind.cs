namespace MicrogradSharp.Tapes.Source;

/// <summary>What a <see cref="Formula"/> is.</summary>
internal enum FormulaKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A condition that always holds, or never.</summary>
    Truth,

    /// <summary>A column or a parameter.</summary>
    Leaf,

    /// <summary>The negative of its input.</summary>
    Negative,

    /// <summary>Two inputs with an operator between them.</summary>
    Operation,

    /// <summary>The second input if the first, a condition, holds; otherwise the third.</summary>
    Choice,

    /// <summary>A function of its inputs.</summary>
    Call,
}
