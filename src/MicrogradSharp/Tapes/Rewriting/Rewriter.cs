using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>The loop shared by the passes that replace terms, and the terms that it makes.</summary>
internal sealed class Rewriter
{
    private readonly List<Term> _terms;         // inputs before the terms that use them
    private readonly Term[] _replaced;

    private Rewriter(int count)
    {
        _terms = new List<Term>(count);
        _replaced = new Term[count];
    }

    /// <summary>Replaces terms one by one, inputs before the terms that use them.</summary>
    /// <param name="function">The function; it is not changed.</param>
    /// <param name="replace">Returns the replacement of a term: an earlier result, or a new term that was added to the rewriter.</param>
    public static RecordedFunction Rewrite(RecordedFunction function, Func<Term, Rewriter, Term> replace)
    {
        function.Number();
        var rewriter = new Rewriter(function.Terms.Count);
        foreach (var term in function.Terms) rewriter._replaced[term.Index] = replace(term, rewriter);
        return new RecordedFunction(rewriter._terms, Array.ConvertAll(function.Outputs, rewriter.New));
    }

    /// <summary>The replacement of a term.</summary>
    public Term New(Term term) => _replaced[term.Index];

    /// <summary>The same computation on the replacements of its inputs. It is not added.</summary>
    public Term WithNewInputs(Term term)
    {
        bool changed = false;
        var inputs = new Term[term.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = New(term.Inputs[i]);
            changed |= inputs[i] != term.Inputs[i];
        }
        return changed ? term.With(inputs) : term;
    }

    public Term Add(Term term)
    {
        _terms.Add(term);
        return term;
    }

    public Term Apply(IBackward rule, Term[] inputs) => Add(new ApplyTerm(rule, inputs));

    /// <summary>The term or its negative.</summary>
    public Term Signed(Term term, bool isNegative) => isNegative ? Apply(Rule<Negate>.Shared, [term]) : term;
}
