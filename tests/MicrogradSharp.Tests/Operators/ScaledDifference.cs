namespace MicrogradSharp.Tests.Operators;

/// <summary>10 · (x₀ − x₁ + x₂ − …), which implements the interface directly.</summary>
internal sealed class ScaledDifference : IBackward
{
    public string Symbol => "10(x-y+...)";

    public double Forward(Value output)
    {
        double sum = 0, sign = 10;
        foreach (var input in output.Inputs)
        {
            sum += sign * input.Data;
            sign = -sign;
        }
        return sum;
    }

    public void Backward(Value output)
    {
        double sign = 10;
        foreach (var input in output.Inputs)
        {
            input.Grad += sign * output.Grad;
            sign = -sign;
        }
    }
}
