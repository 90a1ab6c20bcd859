using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace Moons;

/// <summary>The file of a saved model, and the checkpoint beside it, from which training resumes.</summary>
/// <param name="Path">The path: safetensors by its extension, JSON otherwise.</param>
internal sealed record ModelFile(string Path)
{
    /// <summary>The whole name is in it: m.json and m.safetensors are two models.</summary>
    public string CheckpointPath => $"{Path}.checkpoint";

    /// <summary>What earlier versions wrote: the same for m.json and m.safetensors.</summary>
    private string EarlierCheckpointPath => System.IO.Path.ChangeExtension(Path, ".checkpoint.json");

    private bool IsSafetensors => System.IO.Path.GetExtension(Path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase);

    /// <summary>How a checkpoint describes its model: the sizes and the activation of each layer.</summary>
    /// <example><c>2-16-16-1, Tanh, Tanh, Linear</c></example>
    public static string Describe(MLP model)
    {
        var sizes = model.Layers.Select(layer => layer.Neurons.Count).Prepend(model.InputCount);
        return $"{string.Join('-', sizes)}, {string.Join(", ", model.Layers.Select(layer => TitleOf(layer.Neurons[0].Activation.Name)))}";
    }

    /// <summary>Reads the model.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or holds no model of points in the plane.</exception>
    public MLP Load()
    {
        var model = UserFile.Read(Path, path => IsSafetensors ? MLP.LoadSafetensors(path) : MLP.Load(path));
        if (model is { InputCount: 2, OutputCount: 1 }) return model;
        throw new UserErrorException(
            $"{Path}: the model must have 2 inputs and 1 output, but has {model.InputCount} and {model.OutputCount}.");
    }

    /// <summary>Restores the model and its optimiser from the checkpoint.</summary>
    /// <param name="model">The model of this file.</param>
    /// <param name="optimizer">The optimiser of its parameters.</param>
    /// <exception cref="UserErrorException">The checkpoint cannot be read, or belongs to something else.</exception>
    public Checkpoint Restore(MLP model, Optimizer optimizer)
    {
        bool isEarlier = !File.Exists(CheckpointPath) && File.Exists(EarlierCheckpointPath);
        string path = isEarlier ? EarlierCheckpointPath : CheckpointPath, text = Describe(model);
        var checkpoint = UserFile.Read(path, Checkpoint.Load);
        if (checkpoint.ModelDescription is { } other && other != text)
        {
            throw new UserErrorException(
                $"{path}: the checkpoint must be of the model in {Path}, {text}, but is of {Text.Quoted(other)}.");
        }
        if (isEarlier && checkpoint.ModelDescription is null && !HasParametersOf(checkpoint, model))
        {
            throw new UserErrorException(
                $"{CheckpointPath}: there is no such file, and {path} may be of another model: its parameters are not those of {Path}. "
                + "If it is of this one, give it that name.");
        }
        try
        {
            checkpoint.Restore(optimizer);
            return checkpoint;
        }
        catch (ArgumentException e)
        {
            string kind = optimizer.GetType().Name.ToLowerInvariant();
            throw new UserErrorException($"{path}: the checkpoint must be of this model and of --optimizer {kind}, but is not.", e);
        }
    }

    /// <summary>Writes the model.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public void Save(MLP model)
    {
        if (IsSafetensors) UserFile.Write(Path, path => model.SaveSafetensors(path));
        else UserFile.Write(Path, model.Save);
    }

    private static bool HasParametersOf(Checkpoint checkpoint, MLP model) =>
        checkpoint.Parameters.SequenceEqual(model.Parameters.Select(parameter => parameter.Data).ToArray());

    // Checkpoints of earlier versions have the names in this form.
    private static string TitleOf(string name) => $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
