namespace MicrogradSharp.Tapes.Recording;

/// <summary>An operator applied to its inputs. When the tape is assembled, all inputs are varying or all are uniform.</summary>
internal sealed class ApplyTerm(IBackward rule, Term[] inputs) : Term(inputs)
{
    public IBackward Rule { get; } = rule;

    public override Term With(Term[] inputs) => new ApplyTerm(Rule, inputs);
}
