namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The rectangle of a node in a layout.</summary>
internal readonly record struct LayoutBox(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CenterY => Y + Height / 2;
}
