namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>
    /// Two interleaved spirals: r (cos θ, sin θ) with the label −1, and −r (cos θ, sin θ) with the label +1, where θ = 2π · turns · t and r
    /// = (1 + 12 t) / 13.
    /// </summary>
    /// <param name="count">The number of rows, at least 1, half on each spiral. If it is odd, the second spiral has one more.</param>
    /// <param name="noise">
    /// The standard deviation of the normal noise in both coordinates, finite and at least 0. The spirals are 6 / (13 turns) apart.
    /// </param>
    /// <param name="random">The source of order and noise. The same seed gives the same rows.</param>
    /// <param name="turns">The number of turns of each spiral, finite and above 0.</param>
    /// <returns>The columns <c>x0</c>, <c>x1</c>, <c>label</c>, in random order, so that a batch has rows of both labels.</returns>
    /// <remarks>
    /// t goes from 0 to 1 in even steps. With 194 rows and 3 turns, these are the two spirals of Lang and Witbrock, Learning to Tell Two
    /// Spirals Apart (1988), up to a reflection and a scale of 6.5.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/>, <paramref name="noise"/> or <paramref name="turns"/> is out of range.
    /// </exception>
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
