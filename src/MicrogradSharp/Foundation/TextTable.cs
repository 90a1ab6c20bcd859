using System.Text;

namespace MicrogradSharp;

/// <summary>Rows of text in aligned columns: the first and last columns are left-aligned, those between right-aligned.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    /// <summary>Adds a row. Each cell is kept on one line, whatever a user-given name contains.</summary>
    public void Add(params string[] cells) => _rows.Add(Array.ConvertAll(cells, ShownText.OneLine));

    /// <summary>Appends the lines to a text, each ending in a line feed.</summary>
    public void AppendTo(StringBuilder text)
    {
        int[] widths = new int[header.Length];
        foreach (string[] row in _rows)
        {
            for (int i = 0; i < row.Length; i++) widths[i] = Math.Max(widths[i], row[i].Length);
        }
        var line = new StringBuilder();
        foreach (string[] row in _rows)
        {
            line.Clear();
            for (int i = 0; i < row.Length; i++)
            {
                bool isLeft = i == 0 || (i == row.Length - 1 && i > 1);
                line.Append(i == 0 ? "" : "  ").Append(isLeft ? row[i].PadRight(widths[i]) : row[i].PadLeft(widths[i]));
            }
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }
}
