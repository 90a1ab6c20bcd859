using System.Globalization;

namespace MicrogradSharp.Onnx;

/// <summary>
/// Operators of the library without a public class, which a recorded gradient, a softmax or a loss consists of. They are known by their
/// symbols.
/// </summary>
internal static class InternalOperators
{
    private const string Polygamma = "polygamma(";

    public static OnnxTensor? Write(IBackward rule, StepInputs inputs)
    {
        if (rule.GetType().Assembly != typeof(Node).Assembly) return null;
        return rule.Symbol switch
        {
            "sum" => Reductions.Sum(inputs),
            "held" => inputs[0],
            "step" => inputs[0].IsAtMost(0).Choose(0, inputs[0].Number(1)),
            "normal" => inputs[0].NormalDistribution(),
            "==" => inputs[0].Is(inputs[1]).To(inputs.Graph.Number),
            "0^" => IsPowerOfZero(inputs).To(inputs.Graph.Number),
            "^log" => IsPowerOfZero(inputs).Choose(0, inputs.Graph.Apply("Pow", inputs[0], inputs[1]) * inputs[0].Log()),
            "·" => ChainProduct(rule, inputs),
            "crossentropy" => Reductions.CrossEntropy(inputs),
            var symbol when symbol.StartsWith(Polygamma, StringComparison.Ordinal) =>
                inputs[0].Polygamma(int.Parse(symbol.AsSpan()[Polygamma.Length..^1], CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static OnnxTensor IsPowerOfZero(StepInputs inputs) => inputs[0].Is(0).And(inputs[1].IsAtLeast(0));

    /// <summary>Slope times gradient: a gradient of 0 gives 0, and so does a slope of 0 if the rule says so.</summary>
    private static OnnxTensor ChainProduct(IBackward rule, StepInputs inputs)
    {
        bool slopeStops = Node.From(rule, 0.0, double.PositiveInfinity).Data == 0;
        var isZero = inputs[1].Is(0);
        if (slopeStops) isZero = isZero.Or(inputs[0].Is(0));
        return isZero.Choose(0, inputs[0] * inputs[1]);
    }
}
