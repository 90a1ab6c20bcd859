using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>Merges terms that compute the same: the same rule on the same inputs, or the same constant.</summary>
internal static class CommonSubexpressions
{
    public static RecordedFunction Merge(RecordedFunction function)
    {
        var known = new Dictionary<Term, Term>(new SameComputation());
        return Rewriter.Rewrite(function, (original, rewriter) =>
        {
            var term = rewriter.WithNewInputs(original);
            bool mayComeAgain = term is ConstantTerm or ApplyTerm;
            if (mayComeAgain && !known.TryAdd(term, term)) return known[term];
            return rewriter.Add(term);
        });
    }

    private sealed class SameComputation : IEqualityComparer<Term>
    {
        public bool Equals(Term? x, Term? y) => (x, y) switch
        {
            (ConstantTerm a, ConstantTerm b) => BitConverter.DoubleToInt64Bits(a.Number) == BitConverter.DoubleToInt64Bits(b.Number),
            (ApplyTerm a, ApplyTerm b) => a.Rule.Equals(b.Rule) && a.Inputs.AsSpan().SequenceEqual(b.Inputs),
            _ => ReferenceEquals(x, y),
        };

        public int GetHashCode(Term term)
        {
            var hash = default(HashCode);
            switch (term)
            {
                case ConstantTerm constant:
                    hash.Add(BitConverter.DoubleToInt64Bits(constant.Number));
                    break;
                case ApplyTerm apply:
                    hash.Add(apply.Rule);
                    foreach (var input in apply.Inputs) hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(input));
                    break;
                default:
                    hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(term));
                    break;
            }
            return hash.ToHashCode();
        }
    }
}
