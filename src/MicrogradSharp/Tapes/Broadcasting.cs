namespace MicrogradSharp.Tapes;

/// <summary>Gives every operator inputs of one kind: where varying and uniform ones meet, the uniform ones are repeated for every row.</summary>
internal static class Broadcasting
{
    public static RecordedFunction Insert(RecordedFunction function)
    {
        var repeated = new Dictionary<Term, Term>();
        return function.Rewrite((term, add) =>
        {
            if (term is ApplyTerm { IsVarying: true })
            {
                var inputs = Array.ConvertAll(term.Inputs, input => input.IsVarying ? input : Repeat(input, add));
                if (!inputs.AsSpan().SequenceEqual(term.Inputs)) term = term.With(inputs);
            }
            add(term);
            return term;
        });

        Term Repeat(Term uniform, Action<Term> add)
        {
            if (repeated.TryGetValue(uniform, out var broadcast)) return broadcast;
            broadcast = new BroadcastTerm(uniform);
            repeated.Add(uniform, broadcast);
            add(broadcast);
            return broadcast;
        }
    }
}
