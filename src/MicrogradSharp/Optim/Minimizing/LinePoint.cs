namespace MicrogradSharp.Optim.Minimizing;

/// <summary>A function of one step: its value and its slope at a step.</summary>
internal readonly record struct LinePoint(double Step, double Value, double Slope)
{
    /// <summary>The point of the function with a multiple of the step added.</summary>
    public LinePoint Tilted(double slope) => new(Step, Value + slope * Step, Slope + slope);
}
