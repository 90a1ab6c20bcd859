using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>Computes operators whose inputs are all constants.</summary>
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
        return rewriter.Add(term);
    });
}
