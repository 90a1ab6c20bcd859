namespace MicrogradSharp.Onnx;

/// <summary>Operators of any number of inputs. Few inputs are one node each; many are stacked and reduced in one node.</summary>
internal static class Reductions
{
    private const int Few = 4;

    public static OnnxTensor Sum(StepInputs inputs) =>
        inputs.Count <= Few ? inputs.Graph.Apply("Sum", [.. inputs.All()]) : inputs.Stack().Reduce("ReduceSum");

    public static OnnxTensor Product(StepInputs inputs) =>
        inputs.Count <= Few ? inputs.All().Aggregate((product, factor) => product * factor) : inputs.Stack().Reduce("ReduceProd");

    /// <summary>The largest or the smallest input; NaN if one is NaN.</summary>
    public static OnnxTensor Extremum(StepInputs inputs, bool isMax) => inputs.Count <= Few
        ? inputs.Graph.Apply(isMax ? "Max" : "Min", [.. inputs.All()])
        : Extremum(inputs.Stack(), isMax ? "ReduceMax" : "ReduceMin");

    public static OnnxTensor Dot(StepInputs inputs)
    {
        int half = inputs.Count / 2;
        return (inputs.Stack(0, half) * inputs.Stack(half)).Reduce("ReduceSum");
    }

    /// <summary>Scaled by the largest component, so that no square overflows.</summary>
    public static OnnxTensor Norm(StepInputs inputs)
    {
        var components = inputs.Stack();
        var scale = Extremum(components.Abs(), "ReduceMax");
        var ratios = components / Unsqueeze(scale);
        var length = scale * (ratios * ratios).Reduce("ReduceSum").Sqrt();
        return scale.Is(0).Or(IsNotFinite(scale)).Choose(scale, length);
    }

    /// <param name="stack">The inputs, stacked.</param>
    public static OnnxTensor LogSumExp(OnnxTensor stack)
    {
        var largest = Extremum(stack, "ReduceMax");
        var sum = (stack - Unsqueeze(largest)).Exp().Reduce("ReduceSum");
        return IsNotFinite(largest).Choose(largest, largest + sum.Log());
    }

    /// <summary>The input after the first with the index that the first has. The runtime fails if it is out of range.</summary>
    public static OnnxTensor Gather(StepInputs inputs) => Gather(inputs.Stack(0, 1), inputs.Stack(1));

    /// <summary>ln Σ eˣ of the inputs after the first, minus the one with the index that the first has; NaN if that is no index.</summary>
    public static OnnxTensor CrossEntropy(StepInputs inputs)
    {
        OnnxTensor target = inputs.Stack(0, 1), logits = inputs.Stack(1);
        var isIndex = target.IsAtLeast(0).And(target.IsAtMost(inputs.Count - 2)).And(target.Is(target.Floor()));
        var loss = LogSumExp(logits) - Gather(isIndex.Choose(target, 0), logits);
        return Squeeze(isIndex).Choose(loss, double.NaN);
    }

    private static OnnxTensor Gather(OnnxTensor index, OnnxTensor stack) => Squeeze(stack.Graph.Add(
        "GatherElements", stack.Type, index.Shape, [stack, index.To(ElementType.Int64)], Attributes.Of("axis", stack.Shape.Length - 2)));

    /// <summary>ONNX does not say what its reductions do with NaN.</summary>
    private static OnnxTensor Extremum(OnnxTensor stack, string operatorType)
    {
        var hasNaN = stack.IsNaN().To(stack.Type).Reduce("ReduceMax").IsAbove(0);
        return hasNaN.Choose(double.NaN, stack.Reduce(operatorType));
    }

    private static OnnxTensor IsNotFinite(OnnxTensor x) => x.IsInfinite().Or(x.IsNaN());

    private static OnnxTensor Unsqueeze(OnnxTensor x) => x.Reshape([.. x.Shape[..^1], 1, x.Last]);

    private static OnnxTensor Squeeze(OnnxTensor x) => x.Reshape([.. x.Shape[..^2], x.Last]);
}
