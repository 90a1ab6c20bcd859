using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>The passes over recorded terms, in order.</summary>
internal static class Passes
{
    public static RecordedFunction Run(RecordedFunction function)
    {
        function = DeadTerms.Drop(function);
        function = CommonSubexpressions.Merge(ConstantFolding.Fold(function));
        function = AffineFusion.Fuse(function);
        function = CommonSubexpressions.Merge(ConstantFolding.Fold(function));      // for the weights and biases that fusion made
        return DeadTerms.Drop(Broadcasting.Insert(function));
    }
}
