namespace MicrogradSharp;

/// <summary>Draws that the framework has no method for.</summary>
internal static class RandomExtensions
{
    /// <summary>A standard normal number by the method of Box and Muller.</summary>
    public static double NextNormal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
