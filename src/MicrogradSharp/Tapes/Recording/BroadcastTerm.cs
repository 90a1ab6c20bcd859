namespace MicrogradSharp.Tapes.Recording;

/// <summary>A uniform value repeated for every row of a block, for an operator whose other inputs are varying.</summary>
internal sealed class BroadcastTerm(Term value) : Term([value])
{
    public override bool IsVarying => true;

    public override Term With(Term[] inputs) => new BroadcastTerm(inputs[0]);
}
