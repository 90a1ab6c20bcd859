namespace MicrogradSharp;

/// <summary>The operation, or the leaf, where NaN or an infinity first came up: <see cref="ToString"/> tells it in a sentence.</summary>
public sealed class NonFiniteValue
{
    private const int StepsShown = 3;       // at each end of a long way

    private readonly bool _isLeaf;

    internal NonFiniteValue(Value value, string name, bool isLeaf)
    {
        Symbol = isLeaf ? "leaf" : value.Rule!.Symbol;
        _isLeaf = isLeaf;
        Node = new Node(value);
        Name = name;
        Origin = NodeOrigin.Of(value);
    }

    /// <summary>The output of the operation, or the leaf. Of a tape, the node that was recorded, which has no data.</summary>
    public Node Node { get; }

    /// <summary>The symbol of the operation; <c>leaf</c> for a leaf, or a number of a row.</summary>
    public string Symbol { get; }

    /// <summary>The label, or null.</summary>
    public string? Label => Node.Label;

    /// <summary>The label on one line, or v and the <see cref="Position"/> where there is none; a label that several share is followed by the position, as x#3.</summary>
    public string Name { get; }

    /// <summary>The place in <see cref="Graph.Nodes"/>.</summary>
    public int Position { get; internal init; }

    /// <summary>The inputs of the operation as they were, each with its label, or with v and its place in <see cref="Graph.Nodes"/>.</summary>
    public IReadOnlyList<(string Name, double Data)> Inputs { get; internal init; } = [];

    /// <summary>What the operation gave: its value, or what it adds to the gradient of <see cref="InputIndex"/>.</summary>
    public double Result { get; internal init; }

    /// <summary>Whether a gradient went wrong, and not a value.</summary>
    public bool IsGradient => InputIndex >= 0;

    /// <summary>The index in <see cref="Inputs"/> of the input whose gradient went wrong; -1 when it was the value.</summary>
    public int InputIndex { get; internal init; } = -1;

    /// <summary>The gradient that came to the operation from above; 0 when the value went wrong.</summary>
    public double GradientFromAbove { get; internal init; }

    /// <summary>The way from there to the output: the values that follow, the output last, each by its label, or its symbol where there is none.</summary>
    public IReadOnlyList<string> Path { get; internal init; } = [];

    /// <summary>Whether the fault reaches the output: the output, or the gradient of a leaf, is not finite because of it.</summary>
    public bool ReachesOutput { get; internal init; }

    /// <summary>Where the value was made, if <see cref="NodeOrigin.Remember"/> was on then; otherwise null.</summary>
    public NodeOrigin? Origin { get; }

    /// <summary>What went wrong, with which inputs, and how it is connected with the output.</summary>
    public override string ToString()
    {
        string made = Origin is null ? "" : $" (made at {Origin})";
        return $"{Fault}{made}{(IsGradient ? GradientSentence : ValueSentence)}";
    }

    private string Fault => (IsGradient, _isLeaf) switch
    {
        (false, true) => $"the leaf {Name} is {NumberText.Short(Result)}",
        (false, false) => $"{Name} = {Formula} gave {NumberText.Short(Result)}",
        _ when double.IsFinite(Result) => $"{Name} = {Formula} added {NumberText.Short(Result)} to the gradient of {Inputs[InputIndex].Name}, which overflowed",
        _ => $"{Name} = {Formula} gave the gradient {NumberText.Short(Result)} to {Inputs[InputIndex].Name}, with {NumberText.Short(GradientFromAbove)} from above",
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
        _ => $"; the output, through {Way}, is finite all the same.",
    };

    private string GradientSentence => (Path.Count, ReachesOutput) switch
    {
        (0, true) => "; the operation is the output.",
        (0, false) => "; the operation is the output, and the gradients of the leaves are finite all the same.",
        (_, true) => $"; the operation reaches the output through {Way}.",
        _ => $"; the operation reaches the output through {Way}, and the gradients of the leaves are finite all the same.",
    };

    private string Way => Path.Count <= 2 * StepsShown + 1
        ? string.Join(", ", Path)
        : $"{string.Join(", ", Path.Take(StepsShown))}, … {NumberText.Whole(Path.Count - 2 * StepsShown)} more …, {string.Join(", ", Path.Skip(Path.Count - StepsShown))}";
}
