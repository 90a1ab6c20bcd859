namespace Playground.Tabs.Formula;

/// <summary>What the tab shows of the graph.</summary>
public enum FormulaView
{
    /// <summary>All values and gradients.</summary>
    All,

    /// <summary>The passes, step by step.</summary>
    Walk,

    /// <summary>The gradients that were guessed.</summary>
    Quiz,
}
