using MicrogradSharp.Nn;
using ScottPlot;

namespace Moons;

/// <summary>The files that a run leaves behind.</summary>
internal static class PictureFiles
{
    private const int PixelDensity = 2;     // stays sharp on a dense screen

    /// <returns>The paths of the files.</returns>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(OutputFolder folder, MLP model, LabelledPoints points, double accuracy, LossCurves losses)
    {
        using var boundary = BoundaryPicture.Draw(model, points, accuracy);
        using var loss = LossPicture.Draw(losses);
        return
        [
            folder.Write("moons.svg", boundary.GetSvgXml(BoundaryPicture.Width, BoundaryPicture.Height)),
            folder.Write("moons.png", Png(boundary, BoundaryPicture.Width, BoundaryPicture.Height)),
            folder.Write("loss.png", Png(loss, LossPicture.Width, LossPicture.Height)),
        ];
    }

    private static byte[] Png(Plot plot, int width, int height)
    {
        plot.ScaleFactor = PixelDensity;
        return plot.GetImageBytes(PixelDensity * width, PixelDensity * height, ImageFormat.Png);
    }
}
