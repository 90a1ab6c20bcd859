namespace Moons;

/// <summary>Outlines the region of positive scores as closed lines, by marching squares: a few lines stay sharp at any size.</summary>
/// <remarks>
/// Every square of the grid gives up to two segments with the positive side on their left, so that each end of a segment is
/// the start of exactly one other, and following them closes. Beyond the grid all scores count as negative.
/// </remarks>
internal sealed class Outline
{
    private readonly ScoreGrid _grid;
    private readonly Dictionary<Crossing, Crossing> _next = [];

    private Outline(ScoreGrid grid) => _grid = grid;

    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(ScoreGrid grid)
    {
        var outline = new Outline(grid);
        for (int row = -1; row < grid.Rows; row++)
        {
            for (int column = -1; column < grid.Columns; column++) outline.AddSquare(column, row);
        }
        return outline.Loops();
    }

    private double Score(int column, int row)
    {
        bool isInside = column >= 0 && column < _grid.Columns && row >= 0 && row < _grid.Rows;
        return isInside ? _grid[column, row] : -1;
    }

    private void AddSquare(int column, int row)
    {
        Crossing bottom = new(column, row, IsVertical: false), top = new(column, row + 1, IsVertical: false);
        Crossing left = new(column, row, IsVertical: true), right = new(column + 1, row, IsVertical: true);
        double a = Score(column, row), b = Score(column + 1, row), c = Score(column + 1, row + 1), d = Score(column, row + 1);
        int corners = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
        bool isMiddlePositive = a + b + c + d > 0;      // decides whether opposite corners belong together
        switch (corners)
        {
            case 1: _next[bottom] = left; break;
            case 2: _next[right] = bottom; break;
            case 3: _next[right] = left; break;
            case 4: _next[top] = right; break;
            case 6: _next[top] = bottom; break;
            case 7: _next[top] = left; break;
            case 8: _next[left] = top; break;
            case 9: _next[bottom] = top; break;
            case 11: _next[right] = top; break;
            case 12: _next[left] = right; break;
            case 13: _next[bottom] = right; break;
            case 14: _next[left] = bottom; break;
            case 5 when isMiddlePositive: _next[bottom] = right; _next[top] = left; break;
            case 5: _next[bottom] = left; _next[top] = right; break;
            case 10 when isMiddlePositive: _next[left] = bottom; _next[right] = top; break;
            case 10: _next[right] = bottom; _next[left] = top; break;
            default: break;     // all on one side
        }
    }

    private List<IReadOnlyList<(double X, double Y)>> Loops()
    {
        var loops = new List<IReadOnlyList<(double X, double Y)>>();
        while (_next.Count > 0)
        {
            var loop = new List<(double X, double Y)>();
            var crossing = _next.Keys.First();
            while (_next.Remove(crossing, out var next))
            {
                loop.Add(Place(crossing));
                crossing = next;
            }
            loops.Add(loop);
        }
        return loops;
    }

    /// <summary>Where the score is 0 on the side, taking it as straight between the two grid points.</summary>
    private (double X, double Y) Place(Crossing crossing)
    {
        var (column, row, isVertical) = crossing;
        double from = Score(column, row), to = isVertical ? Score(column, row + 1) : Score(column + 1, row);
        double part = from / (from - to);
        return isVertical ? _grid.Place(column, row + part) : _grid.Place(column + part, row);
    }

    /// <summary>A side between two grid points that the outline crosses: its lower left end, and where it goes from there.</summary>
    private readonly record struct Crossing(int Column, int Row, bool IsVertical);
}
