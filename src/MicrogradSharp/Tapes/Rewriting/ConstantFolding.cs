using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>
/// Computes operators whose inputs are all constants. A division by a power of 2 becomes the product with its reciprocal, which is the same
/// to the last bit, and can be fused.
/// </summary>
internal static class ConstantFolding
{
    public static RecordedFunction Fold(RecordedFunction function) => Rewriter.Rewrite(function, (original, rewriter) =>
    {
        var term = rewriter.WithNewInputs(original);
        if (term is ApplyTerm apply && Array.TrueForAll(apply.Inputs, input => input is ConstantTerm))
        {
            var leaves = new Node[apply.Inputs.Length];
            for (int i = 0; i < leaves.Length; i++) leaves[i] = ((ConstantTerm)apply.Inputs[i]).Number;
            term = new ConstantTerm(Node.From(apply.Rule, leaves).Value.Stored);
        }
        else if (term is ApplyTerm { Rule: Div } division && division.Inputs[1] is ConstantTerm divisor && IsPowerOfTwo(divisor.Number))
        {
            term = new ApplyTerm(Rule<Mul>.Shared, [division.Inputs[0], rewriter.Add(new ConstantTerm(1 / divisor.Number))]);
        }
        return rewriter.Add(term);
    });

    /// <summary>Whether the reciprocal is exact, and a normal number.</summary>
    private static bool IsPowerOfTwo(double number) =>
        double.IsNormal(number) && double.IsNormal(1 / number) && Math.ScaleB(1, Math.ILogB(number)) == Math.Abs(number);
}
