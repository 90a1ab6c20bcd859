namespace MicrogradSharp;

/// <summary>
/// y = ln Σ e^xᵢ − xₜ,  ∂y/∂xᵢ = softmax xᵢ, less 1 for i = t,  ∂y/∂t = 0. The inputs are t, then x. If t is not the index of an x, y is
/// NaN, with slopes of 0.
/// </summary>
internal sealed partial class IndexedCrossEntropy : NaryExpr
{
    public override string Symbol => "crossentropy";

    public override SourceText SourceFor(int inputs) => SourceText
        .ForEach(
            inputs,
            $"{SourceText.Join("", inputs - 1, i => $"x0 == {i} ? (m - m == 0 ? m + log(s) : m) - x{i + 1} : ")}NaN",
            i => i == 0 ? "0" : $"target > 0 ? exp(x{i} - m) / s - (x0 == {i - 1} ? 1 : 0) : 0")
        .With("target", SourceText.Join(" + ", inputs - 1, i => $"(x0 == {i} ? 1 : 0)"))
        .With("m", $"max({SourceText.Join(", ", inputs - 1, i => $"x{i + 1}")})")
        .With("s", SourceText.Join(" + ", inputs - 1, i => $"exp(x{i + 1} - m)"));

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double index = x[0];
        var logits = x[1..];
        return Gather.IsIn(index, logits.Length - 1)
            ? LogSumExp.Of(logits) - logits[(int)index]
            : double.NaN;
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        slopes.Clear();
        double index = x[0];
        if (!Gather.IsIn(index, x.Length - 2)) return;
        LogSumExp.Softmax(x[1..], slopes[1..]);
        slopes[1 + (int)index]--;
    }

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        var shares = Node.Softmax(x[1..]);
        var isTarget = new Node[shares.Length];
        for (int i = 0; i < isTarget.Length; i++) isTarget[i] = Condition.Of(Condition.Equal, x[0], i);
        var isIndex = Node.Sum(isTarget);
        slopes[0] = 0;
        for (int i = 0; i < shares.Length; i++) slopes[1 + i] = Node.Where(isIndex, shares[i] - isTarget[i], 0);
    }
}
