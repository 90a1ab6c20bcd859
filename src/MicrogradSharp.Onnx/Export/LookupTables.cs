namespace MicrogradSharp.Onnx;

/// <summary>The tables of a lookup as one matrix with a column for each different table: an embedding.</summary>
internal sealed class LookupTables
{
    private readonly List<int[]> _tables = [];

    public LookupTables(LookupStep lookup)
    {
        Length = lookup.Length;
        Indices = [.. lookup.Indices.Distinct()];
        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] tables = [.. lookup.Tables], columns = new int[lookup.Count];
        for (int result = 0; result < columns.Length; result++)
        {
            int[] table = tables[(result * Length)..((result + 1) * Length)];
            string key = string.Join(' ', table);
            if (!placeOf.TryGetValue(key, out columns[result]))
            {
                placeOf.Add(key, columns[result] = _tables.Count);
                _tables.Add(table);
            }
        }
        var rowOf = Indices.Select((index, row) => (index, row)).ToDictionary();
        Places = [.. columns.Select((column, result) => (long)rowOf[lookup.Indices[result]] * Count + column)];
        Matrix = [.. Enumerable.Range(0, Length).SelectMany(row => _tables.Select(table => table[row]))];
    }

    /// <summary>The number of values in a table, which is the number of rows of the matrix.</summary>
    public int Length { get; }

    /// <summary>The number of different tables.</summary>
    public int Count => _tables.Count;

    /// <summary>The different indices.</summary>
    public int[] Indices { get; }

    /// <summary>The values of the matrix, <c>length × tables</c>, row after row.</summary>
    public int[] Matrix { get; }

    /// <summary>The place of each result among the rows that all indices choose, <c>indices × tables</c>.</summary>
    public long[] Places { get; }
}
