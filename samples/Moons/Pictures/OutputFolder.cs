using System.Text;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using ScottPlot;

namespace Moons;

/// <summary>The folder for the pictures.</summary>
/// <remarks>It is checked before training: minutes of work should not end at a folder that cannot be written.</remarks>
internal sealed class OutputFolder
{
    private const int PixelDensity = 2;     // stays sharp on a dense screen

    private readonly string _path;

    private OutputFolder(string path) => _path = path;

    /// <summary>Creates the folder if it does not exist, and tries to write in it.</summary>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public static OutputFolder Open(string path)
    {
        if (File.Exists(path)) throw new UserErrorException($"--out must be a folder, but {path} is a file.");
        return Guarded(path, () =>
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            string probe = Temporary(Path.Combine(full, "probe"));
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
            return new OutputFolder(full);
        });
    }

    /// <summary>Draws the boundary and the losses.</summary>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public string[] WritePictures(MLP model, Dataset points, double accuracy, LossPicture losses)
    {
        using var boundary = BoundaryPicture.Draw(model, points, accuracy);
        using var loss = losses.Draw();
        return
        [
            Write("moons.svg", Encoding.UTF8.GetBytes(boundary.GetSvgXml(BoundaryPicture.Width, BoundaryPicture.Height))),
            Write("moons.png", Png(boundary, BoundaryPicture.Width, BoundaryPicture.Height)),
            Write("loss.png", Png(loss, LossPicture.Width, LossPicture.Height)),
        ];
    }

    private static byte[] Png(Plot plot, int width, int height)
    {
        plot.ScaleFactor = PixelDensity;
        return plot.GetImageBytes(PixelDensity * width, PixelDensity * height, ImageFormat.Png);
    }

    /// <summary>Writes under a temporary name, then renames: a reader sees the old file or the new one, never half of it.</summary>
    /// <returns>The path of the file.</returns>
    private string Write(string name, byte[] content)
    {
        string target = Path.Combine(_path, name);
        return Guarded(target, () =>
        {
            string temporary = Temporary(target);
            try
            {
                File.WriteAllBytes(temporary, content);
                File.Move(temporary, target, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
            return target;
        });
    }

    private static string Temporary(string path) => $"{path}.{Path.GetRandomFileName()}.tmp";

    private static T Guarded<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException($"--out: {path} cannot be written: {e.Message}", e);
        }
    }
}
