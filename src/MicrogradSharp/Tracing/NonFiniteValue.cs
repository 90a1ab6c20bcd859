namespace MicrogradSharp;

/// <summary>The operation or leaf where NaN or an infinity first appears. <see cref="ToString"/> describes it in a sentence.</summary>
public sealed class NonFiniteValue
{
    private const int StepsShown = 3;       // at each end of a long path

    private readonly bool _isLeaf;

    internal NonFiniteValue(Value value, string name, bool isLeaf)
    {
        Symbol = isLeaf ? "leaf" : value.Rule!.Symbol;
        _isLeaf = isLeaf;
        Node = new Node(value);
        Name = name;
        Origin = NodeOrigin.Of(value);
    }

    /// <summary>The output of the operation, or the leaf. For a tape, it is the recorded node, which has no data.</summary>
    public Node Node { get; }

    /// <summary>The symbol of the operation; <c>leaf</c> for a leaf or an input of a row.</summary>
    public string Symbol { get; }

    /// <summary>The label, or null.</summary>
    public string? Label => Node.Label;

    /// <summary>
    /// The label on one line, or v and the <see cref="Position"/> if there is no label. A label that several values share is followed by
    /// the position, as in x#3.
    /// </summary>
    public string Name { get; }

    /// <summary>The position in <see cref="Graph.Nodes"/>.</summary>
    public int Position { get; internal init; }

    /// <summary>The inputs of the operation with their data at the time, named like <see cref="Name"/>.</summary>
    public IReadOnlyList<(string Name, double Data)> Inputs { get; internal init; } = [];

    /// <summary>
    /// The result of the operation: its value, or what it added to the gradient of the input at <see cref="InputIndex"/>.
    /// </summary>
    public double Result { get; internal init; }

    /// <summary>Whether a gradient is not finite, rather than a value.</summary>
    public bool IsGradient => InputIndex >= 0;

    /// <summary>The index in <see cref="Inputs"/> of the input whose gradient is not finite; -1 if a value is not finite.</summary>
    public int InputIndex { get; internal init; } = -1;

    /// <summary>The gradient of the operation's own output; 0 if a value is not finite.</summary>
    public double GradientFromAbove { get; internal init; }

    /// <summary>
    /// The path to the output: the values that follow, the output last. Each is given by its label, or by its symbol if it has none.
    /// </summary>
    public IReadOnlyList<string> Path { get; internal init; } = [];

    /// <summary>Whether the fault reaches the output: the output, or the gradient of a leaf, is not finite because of it.</summary>
    public bool ReachesOutput { get; internal init; }

    /// <summary>Where the value was made, if <see cref="NodeOrigin.Remember"/> was on at the time; otherwise null.</summary>
    public NodeOrigin? Origin { get; }

    /// <summary>What went wrong, with which inputs, and how it reaches the output.</summary>
    public override string ToString()
    {
        string made = Origin is null ? "" : $" (made at {Origin})";
        return $"{Fault}{made}{(IsGradient ? GradientSentence : ValueSentence)}";
    }

    private string Fault => (IsGradient, _isLeaf) switch
    {
        (false, true) => $"the leaf {Name} is {NumberText.Short(Result)}",
        (false, false) => $"{Name} = {Formula} gave {NumberText.Short(Result)}",
        _ when double.IsFinite(Result) =>
            $"{Name} = {Formula} added {NumberText.Short(Result)} to the gradient of {Inputs[InputIndex].Name}, which overflowed",
        _ => $"{Name} = {Formula} gave the gradient {NumberText.Short(Result)} to {Inputs[InputIndex].Name}, " +
            $"with {NumberText.Short(GradientFromAbove)} from above",
    };

    private string Formula
    {
        get
        {
            var inputs = Array.ConvertAll(Inputs.ToArray(), input => $"{input.Name} = {NumberText.Short(input.Data)}");
            if (!ValueNames.IsWord(Symbol)) inputs = Array.ConvertAll(inputs, input => $"({input})");
            return ValueNames.Formula(Symbol, inputs);
        }
    }

    private string ValueSentence => (Path.Count, ReachesOutput) switch
    {
        (0, _) => "; it is the output.",
        (_, true) => $"; it reaches the output through {Way}.",
        _ => $"; it leads to the output through {Way}, but the output is finite.",
    };

    private string GradientSentence => (Path.Count, ReachesOutput) switch
    {
        (0, true) => "; the operation is the output.",
        (0, false) => "; the operation is the output, but the gradients of the leaves are finite.",
        (_, true) => $"; the operation reaches the output through {Way}.",
        _ => $"; the operation reaches the output through {Way}, but the gradients of the leaves are finite.",
    };

    private string Way => Path.Count <= 2 * StepsShown + 1
        ? string.Join(", ", Path)
        : $"{string.Join(", ", Path.Take(StepsShown))}, … {NumberText.Whole(Path.Count - 2 * StepsShown)} more …, " +
          string.Join(", ", Path.Skip(Path.Count - StepsShown));
}
