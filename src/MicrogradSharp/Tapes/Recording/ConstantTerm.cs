namespace MicrogradSharp.Tapes.Recording;

/// <summary>A number made inside the recorded function.</summary>
internal sealed class ConstantTerm(double number) : Term([])
{
    public double Number { get; } = number;

    public override Term With(Term[] inputs) => this;
}
