using System.Globalization;
using MicrogradSharp.Datasets;

namespace Moons;

/// <summary>The rows and weights of micrograd's demo, carried inside the program so that a run without options repeats it.</summary>
internal static class CarriedData
{
    private const int InitialColumn = 3;    // layer, neuron, slot, initial, ...

    public static LabelledPoints Points()
    {
        using var reader = Open("moons.csv");
        return new LabelledPoints(Dataset.ReadCsv(reader));
    }

    /// <summary>The 337 weights and biases before the first step: layer, neuron, weights then bias.</summary>
    public static double[] InitialParameters()
    {
        using var reader = Open("moons_mlp.csv");
        reader.ReadLine();
        var parameters = new List<double>();
        while (reader.ReadLine() is { } line)
        {
            parameters.Add(double.Parse(line.Split(',')[InitialColumn], CultureInfo.InvariantCulture));
        }
        return [.. parameters];
    }

    private static StreamReader Open(string name) =>
        new(typeof(CarriedData).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program does not carry {name}."));
}
