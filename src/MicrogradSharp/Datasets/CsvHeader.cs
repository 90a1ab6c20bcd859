namespace MicrogradSharp.Datasets;

/// <summary>Whether the first line of a CSV file names the columns.</summary>
public enum CsvHeader
{
    /// <summary>
    /// Decided by the first line: if it holds numbers, it is a row; otherwise it holds names. A number in quotes counts as a name. A line
    /// of both is an error.
    /// </summary>
    Auto,

    /// <summary>The first line holds the names, even if they are numbers.</summary>
    Present,

    /// <summary>The first line is a row. The columns are named x0, x1, ….</summary>
    Absent,
}
