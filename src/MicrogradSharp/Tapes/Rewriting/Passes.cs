using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>The passes over recorded terms, in order.</summary>
internal static class Passes
{
    public static RecordedFunction Run(RecordedFunction function)
    {
        function = AffineFusion.Fuse(Simplified(function));
        function = CommonSubexpressions.Merge(ConstantFolding.Fold(function));      // for the weights and biases that fusion made
        return DeadTerms.Drop(Broadcasting.Insert(function));
    }

    /// <summary>The passes that leave operators as they are: no fusion for blocks of rows.</summary>
    public static RecordedFunction Simplify(RecordedFunction function) => DeadTerms.Drop(Simplified(function));

    private static RecordedFunction Simplified(RecordedFunction function) =>
        CommonSubexpressions.Merge(ConstantFolding.Fold(DeadTerms.Drop(function)));
}
