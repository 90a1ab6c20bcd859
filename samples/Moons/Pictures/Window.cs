namespace Moons;

/// <summary>The part of the plane that a picture shows: the same for the terminal and the files.</summary>
internal readonly record struct Window(double Left, double Right, double Bottom, double Top)
{
    private const double Margin = 0.12;
    private const double LeastMargin = 0.1;    // all points may share a coordinate

    public double Width => Right - Left;

    public double Height => Top - Bottom;

    /// <summary>All points, with some room around them.</summary>
    public static Window Around(LabelledPoints points)
    {
        double left = points.X0.Min(), right = points.X0.Max(), bottom = points.X1.Min(), top = points.X1.Max();
        double dx = Math.Max(Margin * (right - left), LeastMargin), dy = Math.Max(Margin * (top - bottom), LeastMargin);
        return new Window(left - dx, right + dx, bottom - dy, top + dy);
    }

    /// <summary>A little more on each side, so that outlines along the edge stay out of sight.</summary>
    public Window Widened(double part) =>
        new(Left - part * Width, Right + part * Width, Bottom - part * Height, Top + part * Height);
}
