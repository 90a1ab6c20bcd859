using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx;

/// <summary>An activation as a recorded function of the sums of a layer.</summary>
internal static class ActivationSteps
{
    public static TapeSteps Of(Activation activation, int width) => Tape.Record(width, sums =>
    {
        var values = new Node[width];
        for (int i = 0; i < width; i++) values[i] = activation.Apply(sums[i]);
        return values;
    }).ToSteps();
}
