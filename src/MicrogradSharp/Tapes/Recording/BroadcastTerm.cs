namespace MicrogradSharp.Tapes.Recording;

/// <summary>A uniform value, repeated for every row of a block: what an operator needs that mixes it with varying ones.</summary>
internal sealed class BroadcastTerm(Term value) : Term([value])
{
    public override bool IsVarying => true;

    public override Term With(Term[] inputs) => new BroadcastTerm(inputs[0]);
}
