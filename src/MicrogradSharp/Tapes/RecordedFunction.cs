namespace MicrogradSharp.Tapes;

/// <summary>A recorded function as terms: what the passes read and make.</summary>
/// <param name="Terms">Every term, inputs before the terms that use them.</param>
/// <param name="Outputs">The terms that the function returned.</param>
internal sealed record RecordedFunction(IReadOnlyList<Term> Terms, Term[] Outputs)
{
    /// <summary>Replaces terms one after the other. Each has its inputs replaced already.</summary>
    /// <param name="replace">Gives what takes the place of a term: itself, an earlier result, or a new term that <c>add</c> has been called on last.</param>
    public RecordedFunction Rewrite(Func<Term, Action<Term>, Term> replace)
    {
        var terms = new List<Term>(Terms.Count);
        var replaced = new Term[Terms.Count];
        for (int i = 0; i < Terms.Count; i++) Terms[i].Mark = i;
        for (int i = 0; i < Terms.Count; i++)
        {
            var term = Terms[i];
            bool changed = false;
            var inputs = new Term[term.Inputs.Length];
            for (int k = 0; k < inputs.Length; k++)
            {
                inputs[k] = replaced[term.Inputs[k].Mark];
                changed |= inputs[k] != term.Inputs[k];
            }
            replaced[i] = replace(changed ? term.With(inputs) : term, terms.Add);
        }
        var outputs = Array.ConvertAll(Outputs, output => replaced[output.Mark]);
        return new RecordedFunction(terms, outputs);
    }
}
