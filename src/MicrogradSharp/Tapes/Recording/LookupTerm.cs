namespace MicrogradSharp.Tapes.Recording;

/// <summary>One of several uniform values, chosen by a varying index.</summary>
internal sealed class LookupTerm(Term index, Term[] table) : Term([index, .. table])
{
    public Term[] Table { get; } = table;

    public override Term With(Term[] inputs) => new LookupTerm(inputs[0], inputs[1..]);
}
