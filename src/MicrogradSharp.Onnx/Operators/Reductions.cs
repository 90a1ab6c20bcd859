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

    /// <summary>The input with a given index. The runtime fails if it is out of range.</summary>
    public static OnnxTensor Gather(OnnxTensor index, OnnxTensor stack)
    {
        var chosen = Unsqueeze(index.To(ElementType.Int64));
        int[] shape = [.. stack.Shape[..^2], 1, stack.Last];
        var element = stack.Graph.Add("GatherElements", stack.Type, shape, [stack, chosen], Attributes.Of("axis", stack.Shape.Length - 2));
        return Squeeze(element);
    }

    /// <summary>ln Σ eˣ minus the x of the target; NaN if the target is not an index.</summary>
    public static OnnxTensor CrossEntropy(OnnxTensor target, OnnxTensor logits)
    {
        var isIndex = target.IsAtLeast(0).And(target.IsAtMost(logits.Shape[^2] - 1)).And(target.Is(target.Floor()));
        return isIndex.Choose(LogSumExp(logits) - Gather(isIndex.Choose(target, 0), logits), double.NaN);
    }

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
