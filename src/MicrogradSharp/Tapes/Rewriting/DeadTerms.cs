using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>Drops every term that no output depends on.</summary>
internal static class DeadTerms
{
    public static RecordedFunction Drop(RecordedFunction function)
    {
        foreach (var term in function.Terms) term.Mark = 0;
        foreach (var output in function.Outputs) output.Mark = 1;
        int live = 0;
        for (int i = function.Terms.Count - 1; i >= 0; i--)
        {
            var term = function.Terms[i];
            if (term.Mark == 0) continue;
            live++;
            foreach (var input in term.Inputs) input.Mark = 1;
        }
        if (live == function.Terms.Count) return function;
        var terms = new List<Term>(live);
        foreach (var term in function.Terms)
        {
            if (term.Mark == 1) terms.Add(term);
        }
        return function with { Terms = terms };
    }
}
