namespace MicrogradSharp;

/// <summary>Random numbers that the framework lacks.</summary>
internal static class RandomExtensions
{
    /// <summary>A standard normal number, by the Box–Muller method.</summary>
    public static double NextNormal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
