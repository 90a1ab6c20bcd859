namespace MicrogradSharp.Tapes.Recording;

/// <summary>A recorded function as terms: what the passes read and make.</summary>
/// <param name="Terms">Every term, inputs before the terms that use them.</param>
/// <param name="Outputs">The terms that the function returned.</param>
internal sealed record RecordedFunction(IReadOnlyList<Term> Terms, Term[] Outputs)
{
    /// <summary>Tells every term its place in the list.</summary>
    public void Number()
    {
        for (int i = 0; i < Terms.Count; i++) Terms[i].Index = i;
    }
}
