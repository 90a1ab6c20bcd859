using System.Globalization;
using System.Text;

namespace Playground.Charts;

/// <summary>The paths of SVG for lines and bands.</summary>
public static class Paths
{
    /// <summary>A line through points; a point that is not finite interrupts it.</summary>
    public static string Line(IEnumerable<(double X, double Y)> points, Scale xs, Scale ys)
    {
        var path = new StringBuilder();
        char command = 'M';
        foreach (var (x, y) in points)
        {
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                path.Append(command).Append(Number(xs.At(x))).Append(' ').Append(Number(ys.At(y)));
                command = 'L';
            }
            else
            {
                command = 'M';
            }
        }
        return path.ToString();
    }

    /// <summary>The area between the low and the high line of a band.</summary>
    public static string Band(IReadOnlyList<(double X, double Low, double High)> band, Scale xs, Scale ys)
    {
        var finite = band.Where(at => double.IsFinite(at.Low) && double.IsFinite(at.High)).ToArray();
        if (finite.Length < 2) return "";
        var edge = finite.Select(at => (at.X, at.High)).Concat(finite.Reverse().Select(at => (at.X, at.Low)));
        return $"{Line(edge, xs, ys)}Z";
    }

    /// <summary>A length for SVG or CSS: a tenth of a pixel or of a percent is enough.</summary>
    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
