namespace MicrogradSharp.Tapes.Recording;

/// <summary>A recorded function as terms: the input and the output of each rewriting pass.</summary>
/// <param name="Terms">All terms, inputs before the terms that use them.</param>
/// <param name="Outputs">The terms that the function returned.</param>
internal sealed record RecordedFunction(IReadOnlyList<Term> Terms, Term[] Outputs)
{
    /// <summary>Sets each term's index to its position in the list.</summary>
    public void Number()
    {
        for (int i = 0; i < Terms.Count; i++) Terms[i].Index = i;
    }
}
