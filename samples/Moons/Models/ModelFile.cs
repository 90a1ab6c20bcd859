using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace Moons;

/// <summary>A model that the user keeps, and the checkpoint beside it from which its training goes on.</summary>
/// <param name="Path">The path: safetensors by its extension, JSON otherwise.</param>
internal sealed record ModelFile(string Path)
{
    public string CheckpointPath => System.IO.Path.ChangeExtension(Path, ".checkpoint.json");

    private bool IsSafetensors => System.IO.Path.GetExtension(Path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the model.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or holds no model of points in the plane.</exception>
    public MLP Load()
    {
        var model = UserFile.Read(Path, path => IsSafetensors ? MLP.LoadSafetensors(path) : MLP.Load(path));
        if (model is { InputCount: 2, OutputCount: 1 }) return model;
        throw new UserErrorException($"{Path}: the model must have 2 inputs and 1 output, but has {model.InputCount} and {model.OutputCount}.");
    }

    /// <summary>Gives the model and its optimiser what they were when the checkpoint was written.</summary>
    /// <exception cref="UserErrorException">The checkpoint cannot be read, or belongs to something else.</exception>
    public Checkpoint Restore(Optimizer optimizer)
    {
        var checkpoint = UserFile.Read(CheckpointPath, Checkpoint.Load);
        try
        {
            checkpoint.Restore(optimizer);
            return checkpoint;
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException($"{CheckpointPath}: the checkpoint must be of this model and of --optimizer {optimizer.GetType().Name.ToLowerInvariant()}, but is not.", e);
        }
    }

    /// <summary>Writes the model alone.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public void Save(MLP model)
    {
        if (IsSafetensors) UserFile.Write(Path, path => model.SaveSafetensors(path));
        else UserFile.Write(Path, model.Save);
    }

    /// <summary>Writes the model and its checkpoint.</summary>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public void Save(MLP model, Optimizer optimizer, int epochs)
    {
        Save(model);
        UserFile.Write(CheckpointPath, Checkpoint.Of(optimizer, epochs).Save);
    }
}
