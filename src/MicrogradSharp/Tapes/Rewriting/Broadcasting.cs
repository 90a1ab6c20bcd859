using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>
/// Gives every operator inputs of one kind: if an operator mixes varying and uniform inputs, repeats the uniform ones for every row. A
/// varying choice of uniform values becomes a lookup, which needs no copies.
/// </summary>
internal static class Broadcasting
{
    public static RecordedFunction Insert(RecordedFunction function)
    {
        var repeated = new Dictionary<Term, Term>();
        return Rewriter.Rewrite(function, (original, rewriter) =>
        {
            var term = rewriter.WithNewInputs(original);
            if (term is ApplyTerm { Rule: Gather } gather && ChoosesUniform(gather))
            {
                term = new LookupTerm(term.Inputs[0], term.Inputs[1..]);
            }
            else if (term is ApplyTerm { IsVarying: true })
            {
                var inputs = Array.ConvertAll(term.Inputs, input => input.IsVarying ? input : Repeat(input, rewriter));
                if (!inputs.AsSpan().SequenceEqual(term.Inputs)) term = term.With(inputs);
            }
            return rewriter.Add(term);
        });

        Term Repeat(Term uniform, Rewriter rewriter)
        {
            if (repeated.TryGetValue(uniform, out var broadcast)) return broadcast;
            broadcast = new BroadcastTerm(uniform);
            repeated.Add(uniform, broadcast);
            return rewriter.Add(broadcast);
        }
    }

    /// <summary>Whether the index is varying, and nothing after it is.</summary>
    private static bool ChoosesUniform(ApplyTerm gather) => Array.FindLastIndex(gather.Inputs, input => input.IsVarying) == 0;
}
