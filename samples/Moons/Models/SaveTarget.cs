using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using Spectre.Console;

namespace Moons;

/// <summary>Where a run saves its model: a file with a checkpoint beside it, or a pipe or a device, for the model alone.</summary>
internal sealed class SaveTarget : IDisposable
{
    private readonly ModelFile _file;
    private readonly MLP _model;
    private readonly FileStream? _special;      // stays open: the reader of a pipe takes the first close for the end

    private SaveTarget(ModelFile file, MLP model, FileStream? special)
    {
        _file = file;
        _model = model;
        _special = special;
    }

    /// <summary>The path for checkpoints; null when there is no place for them.</summary>
    public string? CheckpointPath => _special is null ? _file.CheckpointPath : null;

    /// <summary>Saves the model before training: minutes of work should not end at a file that cannot be written.</summary>
    /// <remarks>A pipe or a device is only opened: its reader wants one model.</remarks>
    /// <param name="file">The file that the user named.</param>
    /// <param name="model">The model to save, now and later.</param>
    /// <param name="start">The checkpoint from which the run starts.</param>
    /// <param name="console">Where it says that there will be no checkpoint.</param>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public static SaveTarget Open(ModelFile file, MLP model, Checkpoint start, IAnsiConsole console)
    {
        FileStream? special = null;
        UserFile.Write(file.Path, path => special = OpenSpecial(path));
        var target = new SaveTarget(file, model, special);
        if (special is null) target.Save(start);
        else Report.WriteLine(console, $"{file.Path} is a pipe or a device: no checkpoint is saved, and the training cannot be resumed");
        return target;
    }

    /// <summary>Saves the model alone.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public void Save() => _file.Save(_model);

    /// <summary>Saves the model, and the checkpoint if there is a place for it.</summary>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public void Save(Checkpoint checkpoint)
    {
        Save();
        if (CheckpointPath is { } path) UserFile.Write(path, checkpoint.Save);
    }

    public void WriteFiles(IAnsiConsole console)
    {
        Report.WriteFiles(console, _file.Path);
        if (CheckpointPath is { } path) Report.WriteFiles(console, path);
    }

    public void Dispose() => _special?.Dispose();

    /// <summary>Opens a pipe, as soon as it has a reader, or a device. Null for a regular file, and where there is no file.</summary>
    private static FileStream? OpenSpecial(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        if (!IsRegular(stream)) return stream;
        stream.Dispose();
        return null;
    }

    /// <summary>False for pipes, which cannot seek, and for devices, whose length cannot be set.</summary>
    private static bool IsRegular(FileStream stream)
    {
        if (!stream.CanSeek) return false;
        if (stream.Length > 0) return true;
        try
        {
            stream.SetLength(0);    // it is 0: nothing is lost
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
