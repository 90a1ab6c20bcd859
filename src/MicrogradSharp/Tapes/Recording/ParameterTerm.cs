namespace MicrogradSharp.Tapes.Recording;

/// <summary>A leaf that the recorded function uses but did not make.</summary>
internal sealed class ParameterTerm(int position) : Term([])
{
    /// <summary>The index among the tape's parameters.</summary>
    public int Position { get; } = position;

    public override bool NeedsGradient => true;

    public override Term With(Term[] inputs) => this;
}
