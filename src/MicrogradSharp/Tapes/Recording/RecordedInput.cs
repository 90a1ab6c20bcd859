namespace MicrogradSharp.Tapes.Recording;

/// <summary>The rule of an input of a recording, which has no data.</summary>
internal sealed class RecordedInput : IBackward
{
    public static RecordedInput Shared { get; } = new();

    public string Symbol => "input";

    // a graph of an ended recording would be computed with NaN
    public double Forward(Value output) => output.Data;

    public void Backward(Value output)
    {
    }
}
