using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>Makes the terms that take the place of others in <see cref="RecordedFunction.Rewrite"/>.</summary>
internal sealed class Rewriter(int count)
{
    private readonly Term[] _replaced = new Term[count];

    /// <summary>The terms made so far, inputs before the terms that use them.</summary>
    public List<Term> Terms { get; } = new(count);

    /// <summary>What took the place of a term.</summary>
    public Term New(Term term) => _replaced[term.Mark];

    public void Replace(Term term, Term result) => _replaced[term.Mark] = result;

    /// <summary>The same computation on what took the place of its inputs. It is not added.</summary>
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
        Terms.Add(term);
        return term;
    }

    public Term Apply(IBackward rule, Term[] inputs) => Add(new ApplyTerm(rule, inputs));

    /// <summary>The term or its negative.</summary>
    public Term Signed(Term term, bool isNegative) => isNegative ? Apply(Rule<Negate>.Shared, [term]) : term;
}
