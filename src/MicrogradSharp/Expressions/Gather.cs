namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>One of several nodes, chosen by a number: y = candidates[index].</summary>
    /// <param name="index">A whole number from 0 to one less than the number of candidates. It gets no gradient.</param>
    /// <param name="candidates">The candidates, at least one.</param>
    /// <remarks>
    /// All candidates are computed. Those not chosen get a gradient of exactly 0, so a NaN or an infinite slope in them has no effect. An
    /// index that is not whole, out of range, or NaN throws <see cref="ArgumentException"/>: here, in <c>Graph.Forward</c> when the
    /// index has changed, and in every pass of a tape, where the message names the row.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There are no candidates, or <paramref name="index"/> is not a whole number in their range.
    /// </exception>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node Gather(Node index, params ReadOnlySpan<Node> candidates)
    {
        if (candidates.IsEmpty) throw new ArgumentException("candidates must hold at least 1 node, but was empty.", nameof(candidates));
        var inputs = new Value[1 + candidates.Length];
        inputs[0] = index.Value;
        for (int i = 0; i < candidates.Length; i++) inputs[1 + i] = candidates[i].Value;
        return new Node(new Value(Rule<Gather>.Shared, inputs));
    }
}

/// <summary>y = candidates[index],  ∂y/∂index = 0,  ∂y/∂candidateᵢ = 1 for i = index, 0 for the others</summary>
public sealed partial class Gather : NaryExpr
{
    public override string Symbol => "gather";

    public override SourceText SourceFor(int inputs) => SourceText.ForEach(
        inputs,
        $"{SourceText.Join("", inputs - 1, i => $"x0 == {i} ? x{i + 1} : ")}NaN",
        i => i == 0 ? "0" : $"x0 == {i - 1} ? 1 : 0");

    public override bool ZeroSlopeStopsGradient => true;

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double index = x[0];
        int last = x.Length - 2;
        return IsIn(index, last) ? x[1 + (int)index] : throw new InvalidIndexException(index, last);
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        slopes.Clear();
        slopes[1 + (int)x[0]] = 1;
    }

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        slopes[0] = 0;
        for (int i = 1; i < x.Length; i++) slopes[i] = Condition.Of(Condition.Equal, x[0], i - 1);
    }

    internal override void CheckInputCount(int count)
    {
        if (count < 2) throw WrongInputs("an index and at least 1 candidate", count);
    }

    /// <summary>Whether an index is a whole number from 0 to the last.</summary>
    internal static bool IsIn(double index, int last) => index >= 0 && index <= last && index == Math.Truncate(index);
}
