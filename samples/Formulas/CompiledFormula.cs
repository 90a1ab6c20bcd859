using MicrogradSharp;

namespace Formulas;

/// <summary>A formula that is right, the names of its leaves, and its graph for any leaves.</summary>
public sealed class CompiledFormula
{
    private CompiledFormula(string text, IReadOnlyList<string> names)
    {
        Text = text;
        Names = names;
    }

    /// <summary>The formula as it was written.</summary>
    public string Text { get; }

    /// <summary>The names of the leaves, in the order in which they first appear; constants are not among them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a formula in which every name that is not a constant is a leaf.</summary>
    /// <exception cref="FormulaException">The formula is wrong.</exception>
    public static CompiledFormula Parse(string text)
    {
        var names = new List<string>();
        FormulaParser.Parse(text, (name, _) =>
        {
            if (FormulaParser.Constant(name) is not null) return null;
            if (!names.Contains(name)) names.Add(name);
            return new Node(1);
        });
        return new CompiledFormula(text, names);
    }

    /// <summary>Builds the graph of the formula.</summary>
    /// <param name="leaves">Returns the node of a name; it is called once for each time that the name appears.</param>
    /// <param name="made">Called with each operation; null if nobody asks.</param>
    public Node Build(Func<string, Node> leaves, Action<FormulaOperation>? made = null) =>
        FormulaParser.Parse(Text, (name, _) => FormulaParser.Constant(name) is null ? leaves(name) : null, made);

    /// <summary>Builds the graph of the formula with new leaves, which have the names of the formula as labels.</summary>
    /// <param name="data">Returns the number of a leaf.</param>
    public (Node Output, IReadOnlyList<Node> Leaves) Build(Func<string, double> data)
    {
        var leaves = Names.Select(name => new Node(data(name), name)).ToArray();
        return (Build(name => leaves.First(leaf => leaf.Label == name)), leaves);
    }
}
