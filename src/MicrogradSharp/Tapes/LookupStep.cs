namespace MicrogradSharp;

/// <summary>
/// Choices by an index that depends on the row, each from a table of uniform values: <c>result[i] = table[i][index[i]]</c>.
/// </summary>
public sealed class LookupStep : TapeStep
{
    internal LookupStep(int[] indices, int[] tables, int first)
        : base(first, indices.Length, isVarying: true)
    {
        Indices = Array.AsReadOnly(indices);
        Tables = Array.AsReadOnly(tables);
    }

    /// <summary>The numbers of the indices. An index counts from 0.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>The number of values in each table.</summary>
    public int Length => Tables.Count / Count;

    /// <summary>The numbers of the values of the tables, <c>results × length</c>, table after table. All are uniform.</summary>
    public IReadOnlyList<int> Tables { get; }
}
