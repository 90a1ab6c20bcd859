using System.Runtime.CompilerServices;
using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Program;

/// <summary>Compares lists of terms: equal if they hold the same terms in the same order.</summary>
internal sealed class SameTerms : IEqualityComparer<Term[]>
{
    public static SameTerms Comparer { get; } = new();

    public bool Equals(Term[]? x, Term[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(Term[] terms)
    {
        var hash = default(HashCode);
        foreach (var term in terms) hash.Add(RuntimeHelpers.GetHashCode(term));
        return hash.ToHashCode();
    }
}
