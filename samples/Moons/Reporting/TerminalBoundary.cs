using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using Spectre.Console;

namespace Moons;

/// <summary>Draws the boundary and the points with characters: in colour where there is colour, in ASCII elsewhere.</summary>
internal sealed class TerminalBoundary
{
    private const int Columns = 66;
    private const int Lines = 20;

    private readonly Dataset _points;
    private readonly ScottPlot.CoordinateRect _window;
    private readonly ScoreGrid _grid;
    private readonly int _columns;
    private readonly int[,] _labels;    // of the points, 0 where there is none

    private TerminalBoundary(MLP model, Dataset points, int columns)
    {
        _points = points;
        _columns = columns;
        _window = ScoreGrid.WindowAround(points);
        _grid = ScoreGrid.Of(model, _window, columns, 2 * Lines);    // a character is two squares high
        _labels = new int[columns, Lines];
        PlacePoints();
    }

    public static void Write(IAnsiConsole console, MLP model, Dataset points)
    {
        int columns = Math.Clamp(console.Profile.Width - 2, 10, Columns);
        var boundary = new TerminalBoundary(model, points, columns);
        bool isColoured = console.Profile.Capabilities is
        { Ansi: true, Unicode: true, ColorSystem: ColorSystem.EightBit or ColorSystem.TrueColor };
        for (int line = Lines - 1; line >= 0; line--)
        {
            console.Write(isColoured ? boundary.Coloured(line) : new Paragraph(boundary.Plain(line)));
            console.WriteLine();
        }
        console.Write(isColoured ? Legend() : new Paragraph("o label -1   x label 1   . the side of label -1"));
        console.WriteLine();
    }

    private void PlacePoints()
    {
        for (int i = 0; i < _points.RowCount; i++)
        {
            int column = (int)((_points[i, 0] - _window.Left) / _window.Width * _columns);
            int line = (int)((_points[i, 1] - _window.Bottom) / _window.Height * Lines);
            _labels[column, line] = (int)_points[i, 2];
        }
    }

    private string Plain(int line) => string.Create(_columns, line, (characters, line) =>
    {
        for (int column = 0; column < characters.Length; column++)
        {
            characters[column] = _labels[column, line] switch
            {
                -1 => 'o',
                1 => 'x',
                _ => _grid[column, 2 * line] > 0 ? ' ' : '.',
            };
        }
    });

    private Paragraph Coloured(int line)
    {
        var paragraph = new Paragraph();
        for (int column = 0; column < _columns; column++)
        {
            var lower = Region(_grid[column, 2 * line]);
            int label = _labels[column, line];
            if (label != 0) paragraph.Append("●", new Style(Point(label), lower));
            else paragraph.Append("▀", new Style(Region(_grid[column, 2 * line + 1]), lower));
        }
        return paragraph;
    }

    private static Paragraph Legend() => new Paragraph()
        .Append("●", new Style(Point(-1))).Append(" label -1   ")
        .Append("●", new Style(Point(1))).Append(" label 1");

    private static Color Region(double score) => Color.FromHex(score > 0 ? PictureStyle.PositiveTerminal : PictureStyle.NegativeTerminal);

    private static Color Point(int label) => Color.FromHex(label > 0 ? PictureStyle.PositivePoint : PictureStyle.NegativePoint);
}
