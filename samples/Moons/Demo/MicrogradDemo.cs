using System.Globalization;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The rows, the network (2 → 16 → 16 → 1) and the first weights of micrograd's demo.</summary>
/// <remarks>They are resources of the program, so that a run without options repeats the demo.</remarks>
internal static class MicrogradDemo
{
    private const int InitialColumn = 3;    // layer, neuron, slot, initial, ...

    private static readonly int[] s_sizes = [16, 16, 1];

    /// <summary>The 100 rows of x0, x1 and the label.</summary>
    public static Dataset Points()
    {
        using var reader = Open("moons.csv");
        return Dataset.ReadCsv(reader);
    }

    /// <summary>The network with the demo's own weights.</summary>
    public static MLP Model(Summation summation)
    {
        var model = new MLP(2, s_sizes, summation: summation);
        using var reader = Open("moons_mlp.csv");
        reader.ReadLine();
        foreach (var parameter in model.Parameters)     // layer, neuron, weights then bias: the order of the file
        {
            parameter.Data = double.Parse(reader.ReadLine()!.Split(',')[InitialColumn], CultureInfo.InvariantCulture);
        }
        return model;
    }

    /// <summary>The network with fresh random weights.</summary>
    public static MLP Model(Random random, Activation? activation = null, Summation summation = Summation.Nary) =>
        new(2, s_sizes, random, activation, summation: summation);

    private static StreamReader Open(string name) =>
        new(typeof(MicrogradDemo).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program does not carry {name}."));
}
