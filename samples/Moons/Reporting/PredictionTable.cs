using System.Globalization;
using MicrogradSharp.Datasets;
using Spectre.Console;

namespace Moons;

/// <summary>Writes the first rows of a table, aligned, and how many there are.</summary>
internal static class PredictionTable
{
    private const int MostRows = 20;

    public static void Write(IAnsiConsole console, Dataset predictions)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string name in predictions.ColumnNames) table.AddColumn(name, column => column.RightAligned());
        for (int row = 0; row < Math.Min(predictions.RowCount, MostRows); row++)
        {
            table.AddRow([.. predictions.Row(row).ToArray().Zip(predictions.ColumnNames, Text)]);
        }
        console.Write(table);
        if (predictions.RowCount <= MostRows) return;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the first {MostRows} of {predictions.RowCount} rows; --out writes all"));
    }

    /// <summary>As many decimals in each row: the points stand below each other.</summary>
    private static string Text(double number, string column) => number.ToString(column is "label" or "predicted" ? "F0" : "F4", CultureInfo.InvariantCulture);
}
