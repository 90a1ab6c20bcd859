namespace MicrogradSharp.Tapes.Recording;

/// <summary>A leaf that the recorded function touched and did not make.</summary>
internal sealed class ParameterTerm(int position) : Term([])
{
    /// <summary>The place among the tape's parameters.</summary>
    public int Position { get; } = position;

    public override bool NeedsGradient => true;

    public override Term With(Term[] inputs) => this;
}
