namespace MicrogradSharp.Tests.Contracts;

/// <summary>What an operator gives at a point that no formula covers: its value, and its slopes.</summary>
public sealed record SpecialCase(double[] Inputs, double Output, double[] Slopes)
{
    public SpecialCase(double input, double output, double slope)
        : this([input], output, [slope])
    {
    }
}
