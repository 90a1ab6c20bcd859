namespace MicrogradSharp.Datasets;

/// <summary>Whether the first line of a CSV file names the columns.</summary>
public enum CsvHeader
{
    /// <summary>The line shows it: numbers are a row, all else is names, so is a number in quotes. A line of both is an error.</summary>
    Auto,

    /// <summary>The first line holds the names, numbers or not.</summary>
    Present,

    /// <summary>The first line is a row already; the columns are called x0, x1, ….</summary>
    Absent,
}
