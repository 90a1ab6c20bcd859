using MicrogradSharp;

namespace Formulas;

/// <summary>An operation that a formula writes.</summary>
/// <param name="Symbol">+, -, *, /, ^, or the name of a function; with one input, - is a sign.</param>
/// <param name="Function">The function that is called; null for a symbol.</param>
/// <param name="Inputs">The operands or arguments, in order, numbers among them.</param>
/// <param name="Output">The node that it gives.</param>
public sealed record FormulaOperation(string Symbol, FormulaFunction? Function, IReadOnlyList<Node> Inputs, Node Output);
