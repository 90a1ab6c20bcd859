namespace MicrogradSharp.Tapes.Source;

/// <summary>
/// Chooses which formulas become variables: those that are read twice, choices within larger formulas, and parts of long lines.
/// </summary>
internal sealed class Statements
{
    private const int MaxSize = 16;     // names, numbers and operators in a line

    private readonly Dictionary<Formula, int> _uses = [];
    private readonly Dictionary<Formula, int> _sizes = [];
    private readonly Dictionary<Formula, string> _names = [];

    /// <param name="roots">The formulas that a function computes.</param>
    public Statements(IReadOnlyCollection<Formula> roots)
    {
        var needed = Needed(roots);
        Leaves = needed.FindAll(formula => formula.Kind == FormulaKind.Leaf);
        foreach (var leaf in Leaves) _names[leaf] = leaf.Symbol;
        var variables = new HashSet<Formula>();
        foreach (var formula in needed) Size(formula, variables);
        foreach (var root in roots)
        {
            if (MayBeVariable(root) && _uses[root] > 1) variables.Add(root);
        }
        Variables = needed.FindAll(variables.Contains);
        foreach (var variable in Variables) _names[variable] = $"t{_names.Count - Leaves.Count + 1}";
    }

    /// <summary>The columns and parameters that are read.</summary>
    public List<Formula> Leaves { get; }

    /// <summary>The formulas that become variables, in order.</summary>
    public List<Formula> Variables { get; }

    /// <summary>The names of leaves and variables.</summary>
    public IReadOnlyDictionary<Formula, string> Names => _names;

    /// <summary>The formulas that the roots depend on, in order. Counts how often each is read.</summary>
    private List<Formula> Needed(IReadOnlyCollection<Formula> roots)
    {
        var needed = new List<Formula>();
        var pending = new Stack<Formula>(roots);
        while (pending.TryPop(out var formula))
        {
            _uses[formula] = _uses.GetValueOrDefault(formula) + 1;
            if (_uses[formula] > 1) continue;
            needed.Add(formula);
            foreach (var input in formula.Inputs) pending.Push(input);
        }
        needed.Sort((first, second) => first.Index.CompareTo(second.Index));
        return needed;
    }

    private void Size(Formula formula, HashSet<Formula> variables)
    {
        foreach (var input in formula.Inputs)
        {
            bool isInner = input.Kind == FormulaKind.Choice && formula.Kind != FormulaKind.Choice;
            if (MayBeVariable(input) && (isInner || _uses[input] > 1)) variables.Add(input);
        }
        while (SizeNow() > MaxSize && Largest() is { } largest) variables.Add(largest);
        _sizes[formula] = SizeNow();

        int SizeNow() => 1 + formula.Inputs.Sum(input => variables.Contains(input) ? 1 : _sizes[input]);

        Formula? Largest() =>
            formula.Inputs.Where(input => MayBeVariable(input) && !variables.Contains(input)).MaxBy(input => _sizes[input]);
    }

    /// <summary>Whether a variable would be shorter, and can hold it.</summary>
    private static bool MayBeVariable(Formula formula) => formula.Kind switch
    {
        FormulaKind.Number or FormulaKind.Leaf => false,
        FormulaKind.Negative => formula.Inputs[0].Kind != FormulaKind.Leaf,
        _ => !formula.IsCondition,
    };
}
