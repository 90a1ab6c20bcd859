namespace MicrogradSharp.Tapes.Recording;

/// <summary>What an input of a recording is made with: it tells a value that outlived its recording from a leaf that holds NaN.</summary>
internal sealed class RecordedInput : IBackward
{
    public string Symbol => "input";

    public double Forward(Value output) => double.NaN;

    public void Backward(Value output)
    {
    }
}
