using MicrogradSharp.Nn;

namespace Moons;

/// <summary>What a checkpoint says of its model.</summary>
internal static class ModelText
{
    /// <summary>The sizes and the activation of each layer: <c>2-16-16-1, Tanh, Tanh, Linear</c>.</summary>
    public static string Of(MLP model)
    {
        var sizes = model.Layers.Select(layer => layer.Neurons.Count).Prepend(model.InputCount);
        return $"{string.Join('-', sizes)}, {string.Join(", ", model.Layers.Select(layer => TitleOf(layer.Neurons[0].Activation.Name)))}";
    }

    // checkpoints of earlier versions are compared with it
    private static string TitleOf(string name) => $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
