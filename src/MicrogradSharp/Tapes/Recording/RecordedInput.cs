namespace MicrogradSharp.Tapes.Recording;

/// <summary>The rule of a recording's inputs. It distinguishes a value that outlived its recording from a leaf that holds NaN.</summary>
internal sealed class RecordedInput : IBackward
{
    public string Symbol => "input";

    public double Forward(Value output) => double.NaN;

    public void Backward(Value output)
    {
    }
}
