namespace MicrogradSharp.Tapes.Recording;

/// <summary>A column of the rows.</summary>
internal sealed class InputTerm(int column) : Term([])
{
    public int Column { get; } = column;

    public override bool IsVarying => true;

    public override Term With(Term[] inputs) => this;
}
