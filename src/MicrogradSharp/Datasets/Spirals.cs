namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>Two interleaved spirals: r (cos θ, sin θ) with the label −1, and −r (cos θ, sin θ) with the label +1, where θ = 2π · turns · t and r = (1 + 12 t) / 13.</summary>
    /// <param name="count">The number of rows, at least 1: half on each spiral, an odd one on the second.</param>
    /// <param name="noise">The standard deviation of the normal noise on both coordinates, finite and at least 0. The spirals are 6 / (13 turns) apart.</param>
    /// <param name="random">Where order and noise come from: the same seed gives the same rows.</param>
    /// <param name="turns">How often a spiral goes round, finite and above 0.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of both labels.</returns>
    /// <remarks>
    /// t goes from 0 to 1 in even steps. With 194 rows and 3 turns these are, up to a mirror and a scale of 6.5, the two spirals of Lang and Witbrock, Learning to
    /// Tell Two Spirals Apart (1988).
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/>, <paramref name="noise"/> or <paramref name="turns"/> is out of its range.</exception>
    public static Dataset Spirals(int count, double noise, Random random, double turns = 1.5)
    {
        Guard.FiniteAboveZero(turns);
        int first = count / 2;
        return Points.Draw(count, noise, random, i =>
        {
            double t = i < first ? Points.Even(i, first) : Points.Even(i - first, count - first);
            double radius = (1 + 12 * t) / 13;
            var (sin, cos) = Math.SinCos(2 * Math.PI * turns * t);
            return i < first ? (radius * cos, radius * sin, -1) : (-radius * cos, -radius * sin, 1);
        });
    }
}
