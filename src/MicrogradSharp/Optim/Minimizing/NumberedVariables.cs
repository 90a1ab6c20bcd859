namespace MicrogradSharp.Optim.Minimizing;

/// <summary>Variables without names, of a function whose operations are unknown.</summary>
internal class NumberedVariables(int count) : IVariables
{
    public int Count => count;

    public string NameOf(int variable) => NumberedName.Of(variable);

    public NonFiniteException Explain(double value, ReadOnlySpan<double> gradient) => StartFault.Of(value, gradient);
}
