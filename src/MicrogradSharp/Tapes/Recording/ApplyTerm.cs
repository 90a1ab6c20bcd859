namespace MicrogradSharp.Tapes.Recording;

/// <summary>An operator applied to its inputs, all of them varying or all of them uniform once the tape is assembled.</summary>
internal sealed class ApplyTerm(IBackward rule, Term[] inputs) : Term(inputs)
{
    public IBackward Rule { get; } = rule;

    public override Term With(Term[] inputs) => new ApplyTerm(Rule, inputs);
}
