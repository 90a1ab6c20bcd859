using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Program;

/// <summary>Terms that one instruction computes, in the order of their slots.</summary>
internal sealed class TermGroup(List<Term> members)
{
    public List<Term> Members { get; } = members;

    public Term First => Members[0];

    /// <summary>
    /// For affine terms, the number of vectors that their matrix multiplies. The members are output after output, and for each output
    /// position after position.
    /// </summary>
    public int Positions { get; init; } = 1;

    /// <summary>Whether the members are affine terms of one value each.</summary>
    public bool IsDiagonal { get; init; }

    /// <summary>Sorts the members by their ranks. The positions of a matrix stay in their order.</summary>
    public void Sort()
    {
        Term[] members = [.. Members];
        int[] ranks = new int[members.Length / Positions], starts = new int[ranks.Length];
        bool isSorted = true;
        for (int j = 0; j < starts.Length; j++)
        {
            ranks[j] = members[starts[j] = j * Positions].Rank;
            isSorted &= j == 0 || ranks[j - 1] < ranks[j];
        }
        if (isSorted) return;       // as in most programs: the sort of the framework takes milliseconds to compile
        Array.Sort(ranks, starts);
        Members.Clear();
        foreach (int start in starts) Members.AddRange(members.AsSpan(start, Positions));
    }

    /// <summary>The values that affine terms multiply, in the order of reading: for each input, position after position.</summary>
    public Term[] Values()
    {
        if (IsDiagonal) return [.. Members.ConvertAll(term => ((AffineTerm)term).Values[0])];
        int inputs = ((AffineTerm)First).Values.Length;
        var values = new Term[inputs * Positions];
        for (int i = 0; i < inputs; i++)
        {
            for (int p = 0; p < Positions; p++) values[i * Positions + p] = ((AffineTerm)Members[p]).Values[i];
        }
        return values;
    }
}
