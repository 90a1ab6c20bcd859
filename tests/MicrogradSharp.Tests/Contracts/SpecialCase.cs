namespace MicrogradSharp.Tests.Contracts;

/// <summary>The value and slopes of an operator at a point that no formula covers.</summary>
public sealed record SpecialCase(double[] Inputs, double Output, double[] Slopes)
{
    public SpecialCase(double input, double output, double slope)
        : this([input], output, [slope])
    {
    }
}
