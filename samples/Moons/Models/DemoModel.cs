using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The network of micrograd's demo, 2 → 16 → 16 → 1.</summary>
internal static class DemoModel
{
    private static readonly int[] s_sizes = [16, 16, 1];

    /// <param name="seed">The seed of fresh weights; null for those of the demo.</param>
    /// <param name="summation">How its neurons add.</param>
    public static MLP Create(int? seed, Summation summation)
    {
        if (seed is { } given) return new MLP(2, s_sizes, random: new Random(given), summation: summation);
        var model = new MLP(2, s_sizes, summation: summation);
        double[] initial = CarriedData.InitialParameters();
        for (int i = 0; i < initial.Length; i++) model.Parameters[i].Data = initial[i];
        return model;
    }

    /// <param name="random">The source of fresh weights.</param>
    /// <param name="activation">The activation of every layer but the last.</param>
    public static MLP Create(Random random, Activation activation) => new(2, s_sizes, random, activation);
}
