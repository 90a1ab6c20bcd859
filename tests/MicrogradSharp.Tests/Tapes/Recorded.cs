using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>Helpers for recorded functions, before and after passes.</summary>
internal static class Recorded
{
    public static RecordedFunction Of(int columns, Func<ReadOnlySpan<Node>, Node> function) => Of(columns, row => [function(row)]);

    public static RecordedFunction Of(int columns, Func<ReadOnlySpan<Node>, Node[]> function) => Lowering.Record(columns, function, out _);

    /// <summary>The operators in order, affine terms among them.</summary>
    public static IEnumerable<string> Symbols(RecordedFunction function)
    {
        foreach (var term in function.Terms)
        {
            if (term is ApplyTerm apply) yield return apply.Rule.Symbol;
            if (term is AffineTerm) yield return "affine";
            if (term is BroadcastTerm) yield return "broadcast";
        }
    }
}
