using MicrogradSharp.Tapes.Rewriting;

namespace MicrogradSharp.Tapes.Recording;

/// <summary>A recorded function as terms: what the passes read and make.</summary>
/// <param name="Terms">Every term, inputs before the terms that use them.</param>
/// <param name="Outputs">The terms that the function returned.</param>
internal sealed record RecordedFunction(IReadOnlyList<Term> Terms, Term[] Outputs)
{
    /// <summary>Replaces terms one after the other, inputs before the terms that use them.</summary>
    /// <param name="replace">Gives what takes the place of a term: an earlier result, or a new term that was added to the rewriter.</param>
    public RecordedFunction Rewrite(Func<Term, Rewriter, Term> replace)
    {
        var rewriter = new Rewriter(Terms.Count);
        for (int i = 0; i < Terms.Count; i++) Terms[i].Mark = i;
        for (int i = 0; i < Terms.Count; i++) rewriter.Replace(Terms[i], replace(Terms[i], rewriter));
        return new RecordedFunction(rewriter.Terms, Array.ConvertAll(Outputs, rewriter.New));
    }
}
