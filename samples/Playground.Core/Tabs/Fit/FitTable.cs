using System.Globalization;
using Formulas;
using MicrogradSharp.Datasets;

namespace Playground.Tabs.Fit;

/// <summary>The measurements, and what their columns are for.</summary>
/// <remarks>
/// y is the column y, or else the last; x is the column x, or else the first; a column sigma has the standard deviations of y.
/// </remarks>
public sealed class FitTable
{
    private const int MostRows = 1500, MostColumns = 10;
    private const string SigmaName = "sigma";

    private readonly Dataset _table;

    private FitTable(Dataset table)
    {
        _table = table;
        Sigma = Names.Contains(SigmaName) ? SigmaName : null;
        string[] others = [.. Names.Where(name => name != Sigma)];
        if (others.Length < 2) throw Wrong("expected at least 2 columns, such as x and y, but there is 1.");
        Y = others.Contains("y") ? "y" : others[^1];
        X = others.Contains("x") ? "x" : others.First(name => name != Y);
        CheckNumbers();
    }

    public IReadOnlyList<string> Names => _table.ColumnNames;

    public int RowCount => _table.RowCount;

    /// <summary>The column that x stands for in a formula.</summary>
    public string X { get; }

    /// <summary>The column to fit.</summary>
    public string Y { get; }

    /// <summary>The column of the standard deviations of y, or null.</summary>
    public string? Sigma { get; }

    /// <exception cref="FitException">The text is no table of measurements.</exception>
    public static FitTable Parse(string text)
    {
        if (text.Length == 0) throw Wrong("paste or drop a table: the names of its columns, such as x,y, then one row a line.");
        try
        {
            var table = Dataset.ReadCsv(new StringReader(text));
            bool isUnnamed = !text.TrimStart('"').StartsWith("x0", StringComparison.Ordinal) && table.ColumnNames[0] == "x0";
            return new FitTable(isUnnamed ? new Dataset(NamesOf(table.ColumnCount), table.Rows) : table);
        }
        catch (FormatException error)
        {
            throw new FitException(FitPlace.Data, error.Message, error);
        }
    }

    public double[] Column(string name) => _table.Column(name);

    /// <summary>The rows of some columns, one after the other.</summary>
    public double[] Rows(IReadOnlyList<string> columns) => [.. _table.SelectColumns([.. columns]).Rows];

    /// <summary>The names of a table without names: x and y, or x0, x1, ... and y.</summary>
    private static IEnumerable<string> NamesOf(int count) =>
        [.. Enumerable.Range(0, count - 1).Select(i => count == 2 ? "x" : $"x{i}"), "y"];

    private void CheckNumbers()
    {
        if (RowCount == 0) throw Wrong("expected rows of numbers, but there is none.");
        if (RowCount > MostRows) throw Wrong($"expected at most {MostRows} rows, but there are {RowCount}.");
        if (Names.Count > MostColumns) throw Wrong($"expected at most {MostColumns} columns, but there are {Names.Count}.");
        for (int row = 0; row < RowCount; row++)
        {
            for (int column = 0; column < Names.Count; column++)
            {
                double number = _table[row, column];
                bool isSigma = Names[column] == Sigma;
                if (double.IsFinite(number) && (!isSigma || number > 0)) continue;
                string expected = isSigma ? "a standard deviation above 0" : "a finite number";
                throw Wrong(string.Create(
                    CultureInfo.InvariantCulture,
                    $"row {row + 1}, column {Text.Quoted(Names[column])}: expected {expected}, but was {number}."));
            }
        }
    }

    private static FitException Wrong(string what) => new(FitPlace.Data, what);
}
