using MicrogradSharp.Datasets;

namespace Playground.Tabs.Network;

/// <summary>Reads points from text that anybody may have pasted: x, y and one of two classes in each line.</summary>
public static class PointsCsv
{
    /// <summary>The number of characters that are read; the rest is not looked at.</summary>
    public const int MostCharacters = 100_000;

    /// <summary>The number of bytes of a file that show whether its text is longer than that: UTF-8 has at most 3 a character.</summary>
    public const int MostBytes = 3 * (MostCharacters + 1);

    /// <summary>Reads points.</summary>
    /// <returns>The points, and what was done with them, in a sentence.</returns>
    /// <exception cref="FormatException">The text is something else. The message says what is wrong, and where.</exception>
    public static (OwnPoints Points, string Note) Read(string text)
    {
        var (kept, isCut) = Cut(text);
        var table = Dataset.ReadCsv(new StringReader(kept));
        if (table.ColumnCount != 3)
        {
            throw new FormatException($"expected 3 columns, x, y and the class, but there are {table.ColumnCount}.");
        }
        if (table.RowCount < 2) throw new FormatException("expected at least 2 points, one of each class.");
        double[] xs = table.Column(0), ys = table.Column(1), classes = table.Column(2);
        if (!xs.Concat(ys).All(number => Math.Abs(number) <= 1e100)) throw new FormatException("a coordinate is not finite, or too large.");
        double low = classes.Min(), high = classes.Max();
        if (!classes.All(number => number == low || number == high) || low == high)
        {
            throw new FormatException("expected two classes in the last column, such as 0 and 1.");
        }
        bool isScaled = !xs.Concat(ys).All(number => Math.Abs(number) <= 4);
        if (isScaled) (xs, ys) = (Scaled(xs), Scaled(ys));
        var points = Dataset.FromColumns(("x0", xs), ("x1", ys), ("label", [.. classes.Select(number => number == high ? 1.0 : -1)]));
        var own = OwnPoints.Of(points, SquareOf(xs, ys));
        string count = isCut || table.RowCount > own.Count ? $"The first {own.Count}" : $"{own.Count}";
        string scaled = isScaled ? ", each axis scaled to the range from −1.5 to 1.5" : "";
        return (own, $"{count} points were taken{scaled}.");
    }

    private static (string Kept, bool IsCut) Cut(string text)
    {
        int end = 0, lines = 0;
        while (end < text.Length && end < MostCharacters)
        {
            int next = text.IndexOf('\n', end);
            int after = next < 0 ? text.Length : next + 1;
            // a first line with names is not a point
            if (after > MostCharacters || lines > OwnPoints.Most) break;
            (end, lines) = (after, lines + 1);
        }
        if (end == 0 && text.Length > 0) throw new FormatException($"the first line is longer than {MostCharacters} characters.");
        return (text[..end], text.AsSpan(end).Trim().Length > 0);
    }

    private static double[] Scaled(double[] numbers)
    {
        double low = numbers.Min(), high = numbers.Max(), range = high - low;
        return range > 0 ? [.. numbers.Select(number => 3 * ((number - low) / range) - 1.5)] : new double[numbers.Length];
    }

    private static Square SquareOf(double[] xs, double[] ys)
    {
        double x = (xs.Min() + xs.Max()) / 2, y = (ys.Min() + ys.Max()) / 2;
        double reach = Math.Max(xs.Max() - xs.Min(), ys.Max() - ys.Min()) / 2;
        return new Square(Math.Round(x, 3), Math.Round(y, 3), Math.Round(Math.Max(0.1, 1.15 * reach + 0.01), 3));
    }
}
