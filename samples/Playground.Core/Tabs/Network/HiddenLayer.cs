using System.Globalization;
using MicrogradSharp.Nn;

namespace Playground.Tabs.Network;

/// <summary>A hidden layer.</summary>
/// <param name="Size">The number of its neurons.</param>
/// <param name="Activation">Their activation.</param>
public readonly record struct HiddenLayer(int Size, Activation Activation)
{
    public const int MostLayers = 4, MostNeurons = 12;

    private const string None = "none";

    /// <summary>Reads <c>8.tanh,4.relu</c>, or <c>none</c>. Returns null if the text is something else.</summary>
    public static IReadOnlyList<HiddenLayer>? Parse(string text)
    {
        if (text == None) return [];
        string[] parts = text.Split(',');
        if (parts.Length > MostLayers) return null;
        var layers = new List<HiddenLayer>();
        foreach (string part in parts)
        {
            string[] halves = part.Split('.');
            if (halves.Length != 2
                || !int.TryParse(halves[0], NumberStyles.None, CultureInfo.InvariantCulture, out int size)
                || size is < 1 or > MostNeurons
                || !Activation.TryFromName(halves[1], out var activation))
            {
                return null;
            }
            layers.Add(new HiddenLayer(size, activation));
        }
        return layers;
    }

    public static string Format(IReadOnlyList<HiddenLayer> layers) =>
        layers.Count == 0 ? None : string.Join(',', layers.Select(layer => $"{layer.Size}.{layer.Activation.Name}"));
}
