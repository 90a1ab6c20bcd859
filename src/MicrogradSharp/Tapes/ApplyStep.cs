namespace MicrogradSharp;

/// <summary>An operator applied to several lists of inputs.</summary>
public sealed class ApplyStep : TapeStep
{
    internal ApplyStep(IBackward rule, int[] inputs, int first, int count, bool isVarying)
        : base(first, count, isVarying)
    {
        Rule = rule;
        Inputs = Array.AsReadOnly(inputs);
    }

    /// <summary>The operator.</summary>
    public IBackward Rule { get; }

    /// <summary>The number of inputs of the operator.</summary>
    public int InputCount => Inputs.Count / Count;

    /// <summary>
    /// The numbers of the values that it reads, <c>inputs × results</c>: the first inputs of all results, then the second inputs, and so
    /// on. Those of a varying step may be uniform.
    /// </summary>
    public IReadOnlyList<int> Inputs { get; }
}
