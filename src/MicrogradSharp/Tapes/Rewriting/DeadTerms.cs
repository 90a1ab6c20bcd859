using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>Removes terms that no output depends on.</summary>
internal static class DeadTerms
{
    public static RecordedFunction Drop(RecordedFunction function)
    {
        function.Number();
        bool[] isLive = new bool[function.Terms.Count];
        foreach (var output in function.Outputs) isLive[output.Index] = true;
        int live = 0;
        for (int i = isLive.Length - 1; i >= 0; i--)
        {
            if (!isLive[i]) continue;
            live++;
            foreach (var input in function.Terms[i].Inputs) isLive[input.Index] = true;
        }
        if (live == isLive.Length) return function;
        var terms = new List<Term>(live);
        for (int i = 0; i < isLive.Length; i++)
        {
            if (isLive[i]) terms.Add(function.Terms[i]);
        }
        return function with { Terms = terms };
    }
}
